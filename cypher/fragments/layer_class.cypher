// The class of a layer, as the playbook has it: executive, senior or working; null for an unknown one.
// @layer: the layer
CASE
  WHEN @layer <= $executive_layer THEN 'executive'
  WHEN @layer <= $senior_layer THEN 'senior'
  WHEN @layer IS NOT NULL THEN 'working'
END
