package recht

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// ruimte rekent wat er in deze termijn nog aan boete kan: het maximum min de boetes voor
// andere overtredingen die op de beslisdag staan. Boetes van art. 22 en 23 tellen samen.
// In een nieuwe termijn geldt een eigen maximum en tellen alleen de overtredingen die
// daarin zijn geconstateerd.
//
// wet: bi2021#art-7.1-lid-5
func (k *boeterekening) ruimte() {
	termijn := k.z.termijn
	sleutel := wetten.BoeteMaximum
	if termijn != nil {
		var bekend bool
		if sleutel, bekend = k.maximumVan(termijn.Feit.(*dossier.NieuweTermijn).Maanden.Of(0)); !bekend {
			return
		}
	}
	maximum, ok := k.waarde(sleutel)
	if !ok {
		return
	}
	k.stap("boete.maximum", maximum.N, begrip.InCent, termijn, maximum.Grond)
	gebruikt := begrip.Cent(0)
	for _, i := range k.beboet {
		v := &k.zaken[i]
		if v == k.z || (v.soort != boeteIntake && v.soort != boetePIP) {
			continue
		}
		if v.termijn == termijn {
			gebruikt += v.staat(k.op)
		}
	}
	if gebruikt > 0 {
		k.stap("boete.gebruikt", int64(gebruikt), begrip.InCent, nil, maximum.Grond)
	}
	k.b.Ruimte, k.b.HeeftRuimte = max(begrip.Cent(maximum.N)-gebruikt, 0), true
	k.stap("boete.ruimte", int64(k.b.Ruimte), begrip.InCent, nil, maximum.Grond)
	if k.b.Ruimte == 0 {
		k.weiger(GeenRuimte, maximum.Grond)
	}
}

// duren zijn de lengten van een nieuwe termijn waarvan de wet het maximum noemt.
var duren = [...]struct {
	maanden int
	sleutel wetten.Sleutel
}{{6, wetten.BoeteMaximum6}, {12, wetten.BoeteMaximum12}, {18, wetten.BoeteMaximum18}, {24, wetten.BoeteMaximum24}}

// maximumVan geeft het maximum dat bij de duur van een nieuwe termijn hoort. Een andere
// duur noemt de wet niet. Gewoon wordt dat een vraag en geen bedrag; in de andere lezing
// geldt het maximum van de eerstvolgende duur. wetten kiest, zie docs/afwijkingen.md. In
// het dossierbestand kan zo'n duur niet staan, in ons logboek wel: DUO meldt haar.
func (k *boeterekening) maximumVan(maanden int) (wetten.Sleutel, bool) {
	w, ok := k.waarde(wetten.NieuweTermijnAndereDuur)
	for _, d := range duren {
		if maanden == d.maanden || (ok && w.Tekst == "eerstvolgende" && maanden < d.maanden) {
			return d.sleutel, true
		}
	}
	if ok {
		k.vraag("nieuwe-termijn.maanden", w.Grond)
	}
	return 0, false
}
