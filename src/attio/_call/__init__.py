"""From parameters to a result, without I/O."""
