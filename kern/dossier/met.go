package dossier

import "slices"

// Met geeft de stand alsof deze gebeurtenissen er al bij stonden. Het dossier zelf
// verandert niet. Zo toetst kern/besluit een feit vóór het wordt vastgelegd.
func (d *Dossier) Met(nieuw ...Gebeurtenis) *Dossier {
	k := *d
	k.Feiten = slices.Clone(d.Feiten)
	for i := range nieuw {
		g := &nieuw[i]
		k.Aantal = max(k.Aantal, g.Nummer)
		switch f := g.Feit.(type) {
		case *PersoonGewijzigd:
			k.Persoon.vulAan(f.Persoonsgegevens)
		case *Toegewezen:
			k.Klantmanager = f.Aan
		}
		k.Feiten = append(k.Feiten, g)
	}
	k.Persoon.werkBij()
	slices.SortStableFunc(k.Feiten, opDag)
	return &k
}

// Kent zegt of een kenmerk al in gebruik is, ook als dat feit is vervangen.
func (d *Dossier) Kent(id string) bool {
	_, vervangen := d.echt[id]
	return vervangen || d.ZoekID(id) != nil
}
