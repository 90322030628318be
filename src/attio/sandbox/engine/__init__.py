"""The engine behind objects, lists and activities: their rows, values, histories, filters and sorts."""
