"""Our semgrep rules, as YAML files of one shape, merged into one file at use."""
