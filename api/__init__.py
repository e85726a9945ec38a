"""The REST and WebSocket front: holds no state of jobs."""
