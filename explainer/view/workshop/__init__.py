"""The screens of a workshop room: who leads it, what is projected, the phones."""
