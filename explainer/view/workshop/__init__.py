"""The screens of a workshop room: the host's page, the wall, the phones."""
