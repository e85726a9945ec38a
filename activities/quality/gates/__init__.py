"""What each gate looks at: pure parsers and decisions, and the few calls that run an analyser."""
