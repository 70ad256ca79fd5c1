"""Files that a visitor brings or takes along, pictures too."""
