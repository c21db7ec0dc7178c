"""Machine-learning interview rehearsals that grade themselves."""

__version__ = "0.1.0"
