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
		sleutel = maximumVan(termijn.Feit.(*dossier.NieuweTermijn).Maanden.Of(0))
	}
	maximum, ok := k.waarde(sleutel)
	if !ok {
		return
	}
	k.stap("boete.maximum", maximum.N, begrip.InCent, termijn, maximum.Grond)
	gebruikt := begrip.Cent(0)
	for i := range k.zaken {
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

// maximumVan geeft het maximum dat bij de duur van een nieuwe termijn hoort. Andere duren
// komen niet binnen: het dossierbestand weigert ze.
func maximumVan(maanden int) wetten.Sleutel {
	switch {
	case maanden <= 6:
		return wetten.BoeteMaximum6
	case maanden <= 12:
		return wetten.BoeteMaximum12
	case maanden <= 18:
		return wetten.BoeteMaximum18
	}
	return wetten.BoeteMaximum24
}
