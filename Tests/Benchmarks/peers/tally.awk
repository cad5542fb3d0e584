# The same tally by mawk, without any check: mawk -f tally.awk REGISTER.csv > OUT.csv
# Fields in quotes hold one comma at most, which is all that the generated register has.
BEGIN { FS = ","; OFS = "," }
NR == 1 { next }
{
  kind = $4; first = 5
  if (substr(kind, 1, 1) == "\"") { kind = kind "," $5; first = 6 }
  key = substr($1, 1, 4) "-H" (substr($1, 6, 2) > "06" ? 2 : 1) OFS $2 OFS kind
  count[key]++
  if (!((key, $3) in seen)) { seen[key, $3]; communes[key]++ }
  a[key] += $first; b[key] += $(first + 1); c[key] += $(first + 2)
}
END {
  print "period,unit,activity,activities,communes,participants,opinions_raised,opinions_resolved"
  for (key in count) print key, count[key], communes[key], a[key], b[key], c[key]
}
