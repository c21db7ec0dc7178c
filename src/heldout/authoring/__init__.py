"""What a contributor of a challenge needs: a start, a proof, and things that must not pass."""
