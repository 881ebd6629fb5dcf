package dossier

// BijstandToegekend zegt dat bijstand is toegekend; het ontzorgen begint (PW art. 56a).
type BijstandToegekend struct {
}

// Soort geeft "bijstand-toegekend".
func (*BijstandToegekend) Soort() Soort { return SoortBijstandToegekend }

// Velden noemt geen velden: de dag zegt alles.
func (*BijstandToegekend) Velden(Bezoeker) {}

// BijstandBeeindigd zegt dat de bijstand is beëindigd.
type BijstandBeeindigd struct {
}

// Soort geeft "bijstand-beeindigd".
func (*BijstandBeeindigd) Soort() Soort { return SoortBijstandBeeindigd }

// Velden noemt geen velden: de dag zegt alles.
func (*BijstandBeeindigd) Velden(Bezoeker) {}

// BijstandVerlaagd zegt dat de bijstand voor dezelfde gedraging is verlaagd (Wi2021 art. 27).
type BijstandVerlaagd struct {
	Overtreding string // kenmerk van het feit
}

// Soort geeft "bijstand-verlaagd".
func (*BijstandVerlaagd) Soort() Soort { return SoortBijstandVerlaagd }

// Velden noemt de velden.
func (f *BijstandVerlaagd) Velden(b Bezoeker) {
	b.Verwijzing("overtreding", &f.Overtreding, "overtreding", true)
}

// BijstandVerlaagbaar zegt dat de bijstand voor dezelfde gedraging kan worden verlaagd (Wi2007 art. 37).
type BijstandVerlaagbaar struct {
	Overtreding string // kenmerk van het feit
}

// Soort geeft "bijstand-verlaagbaar".
func (*BijstandVerlaagbaar) Soort() Soort { return SoortBijstandVerlaagbaar }

// Velden noemt de velden.
func (f *BijstandVerlaagbaar) Velden(b Bezoeker) {
	b.Verwijzing("overtreding", &f.Overtreding, "overtreding", true)
}
