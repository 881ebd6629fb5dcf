package duo

import (
	"testing"

	"pgregory.net/rapid"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// TestSignalenEnLezenInElkeVolgorde laat signalen komen en DUO lezen in elke volgorde, met
// herhalingen, ook bij wie het COA aan de gemeente koppelde. Het dossier zegt na afloop
// steeds hetzelfde.
func TestSignalenEnLezenInElkeVolgorde(t *testing.T) {
	type stap struct {
		code string // leeg is lezen
		dag  begrip.Datum
	}
	rapid.Check(t, func(t *rapid.T) {
		var had []dossier.Gebeurtenis
		if misschien(t, "gekoppeld") {
			had = append(had, hand("2025-01-20", &dossier.Koppeling{}))
		}
		s := Stand{Plicht: &Plicht{Is: true, Begin: dagen("2025-02-01"), Kennisgeving: dagen("2025-02-01").Plus(rapid.IntRange(0, 20).Draw(t, "kennisgeving"))},
			Doelgroep: &Doelgroep{Groep: begrip.Asielstatushouder, Begin: dagen("2025-02-01")}}
		stappen := []stap{{code: ""}, {"SS101", dagen("2025-02-03")}, {"SS139", dagen("2025-02-10")}}
		if misschien(t, "tweede") {
			stappen = append(stappen, stap{"SS139", dagen("2025-06-01")})
		}
		speel := func(volgorde []stap) string {
			l := nieuwLogboek(had...)
			for _, x := range volgorde {
				if x.code == "" {
					l.lees(t, s)
					continue
				}
				d := l.stand()
				sig, _ := ZoekSignaal(x.code)
				feiten := sig.Feiten(d, x.dag)
				l.bij(dossier.Gebeurtenis{GeldigOp: x.dag, Bron: bron, Feit: &dossier.SignaalOntvangen{Code: x.code}})
				for _, f := range feiten {
					f.Bron = bron
					l.bij(f)
				}
			}
			l.lees(t, s) // elk signaal leest, dus het laatste woord is altijd van DUO
			uit := logboek{}
			for _, g := range l {
				if _, is := g.Feit.(*dossier.SignaalOntvangen); !is {
					uit = append(uit, g)
				}
			}
			return uit.kern(t)
		}
		volgorde := rapid.Permutation(append(stappen, rapid.SliceOfN(rapid.SampledFrom(stappen), 0, 4).Draw(t, "nog eens")...)).Draw(t, "volgorde")
		if a, b := speel(stappen), speel(volgorde); a != b {
			t.Fatalf("op volgorde:\n%s\n\n%v:\n%s", a, volgorde, b)
		}
	})
}
