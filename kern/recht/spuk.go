package recht

import (
	"math/bits"
	"strconv"
	"strings"

	"traject/kern/begrip"
)

// Schaal is het aantal delen van één in een SPUKGetal: zes decimalen.
const schaal = 1_000_000

// SPUKGetal is een aantal personen of een factor in miljoensten, zodat halve personen
// en een factor als 0,70 precies blijven.
type SPUKGetal int64

// NaarSPUKGetal maakt van duizendsten een SPUKGetal.
func NaarSPUKGetal(duizendsten int64) SPUKGetal { return SPUKGetal(duizendsten * (schaal / 1000)) }

// String schrijft het getal met een punt en zonder overbodige nullen: "17.5".
func (g SPUKGetal) String() string {
	s := strconv.FormatInt(int64(g)/schaal, 10)
	if rest := int64(g) % schaal; rest != 0 {
		s += "." + strings.TrimRight(strconv.FormatInt(schaal+rest, 10)[1:], "0")
	}
	return s
}

// Grenzen aan de invoer: hooguit zoveel personen per jaar, keer deze factor, tegen dit tarief.
const (
	MeesteSPUKAantal = 100_000 * schaal
	MeesteSPUKFactor = 10 * schaal
	MeesteSPUKTarief = begrip.Cent(1_000_000_000)
)

// SPUKJaar is de taakstelling van een jaar en het aantal gezinsmigranten en overigen.
type SPUKJaar struct {
	Jaar                int
	Taakstelling, Gezin SPUKGetal
}

// SPUKInvoer is de rekentabel: welk deel van de taakstelling inburgeringsplichtig wordt en
// wat het Rijk per persoon geeft.
type SPUKInvoer struct {
	Factor      SPUKGetal
	TariefAsiel []begrip.Cent // jaar van huisvesting, het jaar daarna, enzovoort
	TariefGezin begrip.Cent
	Jaren       []SPUKJaar // elk jaar één keer
}

// SPUKUitkomst is de raming van één jaar.
type SPUKUitkomst struct {
	Jaar     int
	Aantal   SPUKGetal // verwachte asielstatushouders die dat jaar beginnen
	Cohorten []SPUKCohort
	Gezin    begrip.Cent
	Totaal   begrip.Cent
}

// SPUKCohort is wat een jaar krijgt voor de mensen die in een eerder of hetzelfde jaar begonnen.
type SPUKCohort struct {
	Jaar   int
	Bedrag begrip.Cent
}

// som is een bedrag in centen maal schaal in het kwadraat, in 128 bits: pas aan het eind
// wordt afgerond, dus tussendoor gaat niets verloren.
type som struct{ hoog, laag uint64 }

// product geeft aantal maal factor maal tarief, zonder afronden.
func product(aantal, factor SPUKGetal, tarief begrip.Cent) som {
	h, l := bits.Mul64(uint64(aantal)*uint64(factor), uint64(tarief))
	return som{h, l}
}

func (s som) plus(t som) som {
	l, over := bits.Add64(s.laag, t.laag, 0)
	h, _ := bits.Add64(s.hoog, t.hoog, over)
	return som{h, l}
}

// cent rondt af op hele centen, een halve naar boven.
func (s som) cent() begrip.Cent {
	r := s.plus(som{0, schaal * schaal / 2})
	n, _ := bits.Div64(r.hoog, r.laag, schaal*schaal)
	return begrip.Cent(n)
}

// SPUK raamt per jaar de specifieke uitkering. Een cohort levert in het jaar van huisvesting
// en de jaren daarna telkens een eigen tarief; ook jaren zonder nieuwe mensen houden die
// staart. Afgerond wordt pas in elk bedrag van de uitkomst.
//
// De invoer is begrensd door de lezer (MeesteSPUKAantal en verder): dan past alles ruim in 128 bits.
func SPUK(in SPUKInvoer) []SPUKUitkomst {
	if len(in.Jaren) == 0 {
		return nil
	}
	eerste, laatste := in.Jaren[0].Jaar, in.Jaren[0].Jaar
	for _, j := range in.Jaren {
		eerste = min(eerste, j.Jaar)
		if laatste = max(laatste, j.Jaar); j.Taakstelling > 0 {
			laatste = max(laatste, j.Jaar+len(in.TariefAsiel)-1)
		}
	}
	jaren := make([]SPUKJaar, laatste-eerste+1)
	for i := range jaren {
		jaren[i].Jaar = eerste + i
	}
	for _, j := range in.Jaren {
		jaren[j.Jaar-eerste] = j
	}
	uit := make([]SPUKUitkomst, len(jaren))
	for i := range jaren {
		uit[i] = raamJaar(in, jaren, i)
	}
	return uit
}

func raamJaar(in SPUKInvoer, jaren []SPUKJaar, i int) SPUKUitkomst {
	u := SPUKUitkomst{Jaar: jaren[i].Jaar, Aantal: jaren[i].Taakstelling * in.Factor / schaal}
	totaal := som{}
	for c := max(0, i-len(in.TariefAsiel)+1); c <= i; c++ {
		if jaren[c].Taakstelling == 0 {
			continue
		}
		deel := product(jaren[c].Taakstelling, in.Factor, in.TariefAsiel[i-c])
		totaal = totaal.plus(deel)
		u.Cohorten = append(u.Cohorten, SPUKCohort{jaren[c].Jaar, deel.cent()})
	}
	gezin := product(jaren[i].Gezin, schaal, in.TariefGezin)
	u.Gezin, u.Totaal = gezin.cent(), totaal.plus(gezin).cent()
	return u
}
