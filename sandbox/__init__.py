"""Stand-ins for what a laptop cannot reach. The application never imports this package."""
