package store

// IsGezegd says whether it was said what may be seen.
func (z Zicht) IsGezegd() bool { return z.Alles || z.Klantmanager != "" || z.Team != "" }

// Ziet says whether a dossier of this klantmanager and team may be seen.
func (z Zicht) Ziet(klantmanager, team string) bool {
	past := func(eis, is string) bool { return eis == "" || is == eis || z.Onverdeeld && is == "" }
	return z.IsGezegd() && past(z.Klantmanager, klantmanager) && past(z.Team, team)
}

// Aantal gives how many rows to hand out: the wish, or anders when there is none, and never more than 1000.
func Aantal(wens, anders int) int {
	if wens <= 0 {
		return anders
	}
	return min(wens, 1000)
}
