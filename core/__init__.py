"""What every layer may lean on. A closed list: settings database errors ids tokens clock log metrics."""
