"""How written answers are read."""
