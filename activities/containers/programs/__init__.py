"""Small programs that run beside the worker or inside a sandbox; standard library only."""
