"""The engine for objects, lists and activities: values, histories, filters and sorts of their records."""
