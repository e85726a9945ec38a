"""What is kept: metadata, git sources and job logs."""
