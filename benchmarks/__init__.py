"""Speed and memory, as ratios against the plain baseline measured in the same run."""
