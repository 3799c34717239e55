"""The fictional demo world: hand-written charts and stories, and a deterministic background around them."""
