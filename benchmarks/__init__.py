"""What the SDK costs beside the bare libraries under it, as ratios measured in one run on one machine."""
