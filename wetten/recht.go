package wetten

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"sync"

	"traject/kern/begrip"
)

// Recht is het recht van één stelsel en één beleidspakket, klaar om per dag op te slaan.
type Recht struct {
	stelsel   begrip.Stelsel
	pakket    string
	landelijk [aantalSleutels][]Tijdvak
	eigen     [aantalSleutels][]Tijdvak
	kalender  *kalender
	// wijzigt zijn de dagen waarop iets begint of is geëindigd, oudste eerst. Tussen twee
	// van die dagen is de vingerafdruk dezelfde; afdrukken bewaart wat al is uitgerekend.
	wijzigt   []begrip.Datum
	afdrukken sync.Map // begrip.Datum -> string
}

func nieuwRecht(b *Boek, stelsel begrip.Stelsel, p *Pakket) *Recht {
	r := &Recht{stelsel: stelsel, pakket: p.Sleutel, kalender: b.kalender}
	for s := range b.reeksen {
		if !slices.Contains(b.reeksen[s].stelsels, stelsel) {
			continue
		}
		r.landelijk[s] = b.reeksen[s].tijdvakken
		if p.Stelsel == stelsel {
			r.eigen[s] = p.eigen[Sleutel(s)]
		}
	}
	r.wijzigt = b.kalender.wijzigt()
	for s := range r.landelijk {
		if Sleutel(s).telt() {
			r.wijzigt = wijzigdagen(wijzigdagen(r.wijzigt, r.landelijk[s]), r.eigen[s])
		}
	}
	slices.Sort(r.wijzigt)
	r.wijzigt = slices.Compact(r.wijzigt)
	return r
}

// wijzigdagen zet de dagen waarop een reeks verandert achter dagen.
func wijzigdagen(dagen []begrip.Datum, t []Tijdvak) []begrip.Datum {
	for i := range t {
		dagen = append(dagen, t[i].Van)
		if t[i].Tot != 0 {
			dagen = append(dagen, t[i].Tot.Plus(1))
		}
	}
	return dagen
}

// Waarde geeft de waarde van een sleutel op een dag. Onwaar betekent dat er op die
// dag geen recht was; er wordt nooit doorgetrokken. Zwijgt het beleid van de gemeente
// op die dag, dan geldt de landelijke waarde.
func (r *Recht) Waarde(s Sleutel, dag begrip.Datum) (Waarde, bool) {
	w := opDag(r.eigen[s], dag)
	if w == nil {
		w = opDag(r.landelijk[s], dag)
	}
	if w == nil {
		return Waarde{}, false
	}
	return *w, true
}

// Landelijk geeft de landelijke waarde, ook waar de gemeente een eigen waarde heeft.
func (r *Recht) Landelijk(s Sleutel, dag begrip.Datum) (Waarde, bool) {
	if w := opDag(r.landelijk[s], dag); w != nil {
		return *w, true
	}
	return Waarde{}, false
}

// opDag zoekt van achter naar voor: wie rekent vraagt meestal het nieuwste tijdvak. Het
// geeft een aanwijzer, want een waarde is groot en wordt bij elke stap opgezocht; nil is
// geen recht op die dag.
func opDag(t []Tijdvak, dag begrip.Datum) *Waarde {
	for i := len(t) - 1; i >= 0; i-- {
		if dag >= t[i].Van {
			if t[i].Tot != 0 && dag > t[i].Tot {
				return nil
			}
			return &t[i].Waarde
		}
	}
	return nil
}

// Vrijedag zegt of een dag een zaterdag, zondag, algemeen erkende feestdag of
// daarmee gelijkgestelde dag is, hoe die heet en waar dat staat.
func (r *Recht) Vrijedag(d begrip.Datum) (naam string, grond *begrip.Vindplaats, vrij bool) {
	return r.kalender.vrij(d)
}

// Werkdag zegt of een dag een maandag tot en met vrijdag is die niet vrij is.
func (r *Recht) Werkdag(d begrip.Datum) bool {
	_, _, vrij := r.kalender.vrij(d)
	return !vrij
}

// Vingerafdruk geeft de hash van alle waarden die meerekenen en vrije dagen die tot en met een dag zijn
// ingegaan: "sha256:…". Wat later begint, en een einde dat later wordt vastgesteld, telt
// niet mee; zo blijft de vingerafdruk van een oud besluit gelijk als de wet verandert.
func (r *Recht) Vingerafdruk(dag begrip.Datum) string {
	grens := begrip.Datum(0)
	if i, gelijk := slices.BinarySearch(r.wijzigt, dag); gelijk {
		grens = dag
	} else if i > 0 {
		grens = r.wijzigt[i-1]
	}
	if s, ok := r.afdrukken.Load(grens); ok {
		if tekst, ok := s.(string); ok {
			return tekst
		}
	}
	som := append([]byte(r.stelsel), '\n')
	for s := range r.landelijk {
		if !Sleutel(s).telt() {
			break
		}
		som = schrijfReeks(som, Sleutel(s), r.landelijk[s], grens)
		som = schrijfReeks(som, Sleutel(s), r.eigen[s], grens)
	}
	h := sha256.Sum256(r.kalender.schrijf(som, grens))
	tekst := "sha256:" + hex.EncodeToString(h[:])
	r.afdrukken.Store(grens, tekst)
	return tekst
}

// Pakket geeft de naam van het beleidspakket; landelijk als er geen eigen beleid is.
func (r *Recht) Pakket() string { return r.pakket }

// Stelsel geeft de wet waarvan dit het recht is.
func (r *Recht) Stelsel() begrip.Stelsel { return r.stelsel }

// schrijfReeks zet de tijdvakken die tot en met een dag zijn begonnen in vaste vorm
// achter b. Een reeks zonder zo'n tijdvak laat niets achter.
func schrijfReeks(b []byte, s Sleutel, t []Tijdvak, totEnMet begrip.Datum) []byte {
	for i := range t {
		if t[i].Van > totEnMet {
			break
		}
		w := &t[i].Waarde
		b = append(append(b, s.String()...), ' ')
		b = append(t[i].Van.Schrijf(b), ' ')
		if t[i].Tot < totEnMet {
			b = t[i].Tot.Schrijf(b)
		}
		b = append(strconv.AppendBool(strconv.AppendInt(append(b, ' '), w.N, 10), w.Geen), ' ')
		b = strconv.AppendQuote(b, w.Tekst)
		for _, l := range w.Lijst {
			b = strconv.AppendQuote(b, l)
		}
		b = append(strconv.AppendQuote(b, w.Grond.String()), '\n')
	}
	return b
}

// EersteDag geeft de eerste dag waarop de sleutel landelijk een waarde heeft. Onwaar
// betekent dat de sleutel onder dit stelsel niet bestaat.
func (r *Recht) EersteDag(s Sleutel) (begrip.Datum, bool) {
	if len(r.landelijk[s]) == 0 {
		return 0, false
	}
	return r.landelijk[s][0].Van, true
}
