"""The design of an application: features that fit, requirements, architecture and sizes; pure."""
