"""The lines of the CIS Docker Benchmark that apply to a container, held against a real one."""
