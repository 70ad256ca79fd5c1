"""What the pages say that are read, as HTML, without knowing who shows them or how."""
