package wetten

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"

	"traject/kern/begrip"
)

// Recht is het recht van één stelsel en één beleidspakket, klaar om per dag op te slaan.
type Recht struct {
	stelsel      begrip.Stelsel
	pakket       string
	landelijk    [aantalSleutels][]Tijdvak
	eigen        [aantalSleutels][]Tijdvak
	kalender     *kalender
	vingerafdruk string
}

func nieuwRecht(b *Boek, stelsel begrip.Stelsel, p *Pakket, landelijk [sha256.Size]byte) *Recht {
	r := &Recht{stelsel: stelsel, pakket: p.Sleutel, kalender: b.kalender}
	som := append([]byte(nil), landelijk[:]...)
	for s := range b.reeksen {
		if !slices.Contains(b.reeksen[s].stelsels, stelsel) {
			continue
		}
		r.landelijk[s] = b.reeksen[s].tijdvakken
		if p.Stelsel != stelsel {
			continue
		}
		if r.eigen[s] = p.eigen[Sleutel(s)]; len(r.eigen[s]) > 0 {
			som = schrijfReeks(som, Sleutel(s), r.eigen[s])
		}
	}
	h := sha256.Sum256(som)
	r.vingerafdruk = "sha256:" + hex.EncodeToString(h[:])
	return r
}

// Waarde geeft de waarde van een sleutel op een dag. Onwaar betekent dat er op die
// dag geen recht was; er wordt nooit doorgetrokken. Zwijgt het beleid van de gemeente
// op die dag, dan geldt de landelijke waarde.
func (r *Recht) Waarde(s Sleutel, dag begrip.Datum) (Waarde, bool) {
	if w, ok := opDag(r.eigen[s], dag); ok {
		return w, true
	}
	return opDag(r.landelijk[s], dag)
}

// Landelijk geeft de landelijke waarde, ook waar de gemeente een eigen waarde heeft.
func (r *Recht) Landelijk(s Sleutel, dag begrip.Datum) (Waarde, bool) {
	return opDag(r.landelijk[s], dag)
}

// opDag zoekt van achter naar voor: wie rekent vraagt meestal het nieuwste tijdvak.
func opDag(t []Tijdvak, dag begrip.Datum) (Waarde, bool) {
	for i := len(t) - 1; i >= 0; i-- {
		if dag >= t[i].Van {
			if t[i].Tot != 0 && dag > t[i].Tot {
				return Waarde{}, false
			}
			return t[i].Waarde, true
		}
	}
	return Waarde{}, false
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

// Vingerafdruk geeft de hash van alle waarden en dagen van dit recht: "sha256:…".
func (r *Recht) Vingerafdruk() string { return r.vingerafdruk }

// Pakket geeft de naam van het beleidspakket; landelijk als er geen eigen beleid is.
func (r *Recht) Pakket() string { return r.pakket }

// Stelsel geeft de wet waarvan dit het recht is.
func (r *Recht) Stelsel() begrip.Stelsel { return r.stelsel }

// canoniek schrijft alle landelijke waarden en dagen van een stelsel in vaste volgorde.
func (b *Boek) canoniek(stelsel begrip.Stelsel) []byte {
	uit := append([]byte(stelsel), '\n')
	for s := range b.reeksen {
		if slices.Contains(b.reeksen[s].stelsels, stelsel) {
			uit = schrijfReeks(uit, Sleutel(s), b.reeksen[s].tijdvakken)
		}
	}
	return b.kalender.schrijf(uit)
}

func schrijfReeks(b []byte, s Sleutel, t []Tijdvak) []byte {
	b = append(append(b, s.String()...), '\n')
	for i := range t {
		w := &t[i].Waarde
		b = append(t[i].Van.Schrijf(b), ' ')
		b = append(t[i].Tot.Schrijf(b), ' ')
		b = append(strconv.AppendBool(strconv.AppendInt(b, w.N, 10), w.Geen), ' ')
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
