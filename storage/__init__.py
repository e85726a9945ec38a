"""What is kept: metadata, git sources, job logs and artifacts."""
