"""What every page stands in: address, language, navigation, header, footer, style."""
