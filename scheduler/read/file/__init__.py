"""The athlete file: YAML with places, presets merged in, validated, its mistakes told."""
