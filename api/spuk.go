package api

import (
	"strconv"
	"strings"

	"traject/kern/begrip"
	"traject/kern/recht"
)

// FormaatSPUK is het formaat van een rekentabel voor de specifieke uitkering.
const FormaatSPUK = "traject/spuk/1"

// Grenzen van de rekentabel: ruim boven elke gemeente, en klein genoeg om precies te blijven.
const (
	meesteTarieven  = 10
	meesteJaren     = 100
	eersteJaarSPUK  = 2000
	laatsteJaarSPUK = 2200
	decimalenFactor = 6
)

// De zinnen bij een rekentabel.
const (
	zinFactor     = "De factor is een getal van 0 tot en met 10 met hooguit zes decimalen."
	zinTarieven   = "Noem een tot tien tarieven: het jaar van huisvesting en de jaren daarna."
	zinJaar       = "Een jaar is een heel getal tussen 2000 en 2200."
	zinJaarDub    = "Dit jaar staat er al."
	zinAantal     = "Een aantal is een getal van 0 tot en met 100.000 met hooguit drie decimalen."
	zinTariefHoog = "Een tarief is hooguit tien miljoen euro per persoon."
	zinGeenJaar   = "Noem ten minste één jaar, en hooguit honderd."
)

// LeesSPUK leest een rekentabel. Is er iets mis, dan staan alle fouten erin.
func LeesSPUK(in []byte, wijze Schrijfwijze) (recht.SPUKInvoer, []begrip.Weigering) {
	f := &fouten{}
	wortel, ok := leesBoom(in, wijze, f)
	if !ok {
		return recht.SPUKInvoer{}, f.lijst
	}
	l := lezer{f: f}
	l.formaat(&wortel, FormaatSPUK, zinFormaatSPUK)
	uit := recht.SPUKInvoer{Factor: l.factor(&wortel), TariefAsiel: l.tarieven(&wortel)}
	uit.TariefGezin = l.bedrag(&wortel, pad{bij("tarief_gezin")})
	uit.Jaren = l.jaren(&wortel)
	l.vreemdeVelden(&wortel)
	return uit, f.lijst
}

// factor leest een getal met hooguit zes decimalen.
func (l *lezer) factor(k *knoop) recht.SPUKGetal {
	v := k.veld("factor")
	hier := pad{bij("factor")}
	switch {
	case v == nil:
		l.f.meld(hier, VeldOntbreekt, zinOntbreekt)
	case v.aard != isGetal:
		l.f.meld(hier, VerkeerdType, zinGeenGetal)
	default:
		heel, breuk, _ := strings.Cut(v.tekst, ".")
		breuk = strings.TrimRight(breuk, "0")
		if isJSONGetal(v.tekst) && len(breuk) <= decimalenFactor && len(heel) <= 2 {
			n, err := strconv.ParseInt(heel+breuk+strings.Repeat("0", decimalenFactor-len(breuk)), 10, 64)
			if err == nil && n >= 0 && n <= recht.MeesteSPUKFactor {
				return recht.SPUKGetal(n)
			}
		}
		l.f.meld(hier, WaardeOngeldig, zinFactor)
	}
	return 0
}

func (l *lezer) tarieven(k *knoop) []begrip.Cent {
	lijst := l.lijst(k, "tarief_asiel", true)
	if k.veld("tarief_asiel") != nil && k.veld("tarief_asiel").aard == isLijst && (len(lijst) == 0 || len(lijst) > meesteTarieven) {
		l.f.meld(pad{bij("tarief_asiel")}, WaardeOngeldig, zinTarieven)
		return nil
	}
	uit := make([]begrip.Cent, len(lijst))
	for i := range lijst {
		uit[i] = l.bedragVan(&lijst[i], pad{bij("tarief_asiel"), op(i)})
	}
	return uit
}

func (l *lezer) bedrag(k *knoop, hier pad) begrip.Cent {
	return l.bedragVan(k.veld(hier[len(hier)-1].naam), hier)
}

func (l *lezer) bedragVan(v *knoop, hier pad) begrip.Cent {
	switch {
	case v == nil:
		l.f.meld(hier, VeldOntbreekt, zinOntbreekt)
	case v.aard != isTekst:
		l.f.meld(hier, VerkeerdType, zinGeenTekst)
	default:
		c, err := begrip.LeesBedrag(v.tekst)
		switch {
		case err != nil:
			l.f.meld(hier, WaardeOngeldig, zinBedrag)
		case c > recht.MeesteSPUKTarief:
			l.f.meld(hier, WaardeOngeldig, zinTariefHoog)
		}
		return c
	}
	return 0
}

func (l *lezer) jaren(k *knoop) []recht.SPUKJaar {
	lijst := l.lijst(k, "jaren", true)
	if v := k.veld("jaren"); v != nil && v.aard == isLijst && (len(lijst) == 0 || len(lijst) > meesteJaren) {
		l.f.meld(pad{bij("jaren")}, WaardeOngeldig, zinGeenJaar)
		return nil
	}
	uit := make([]recht.SPUKJaar, 0, len(lijst))
	gezien := map[int]bool{}
	for i := range lijst {
		j := l.jaar(&lijst[i], i)
		if gezien[j.Jaar] && j.Jaar != 0 {
			l.f.meld(pad{bij("jaren"), op(i), bij("jaar")}, WaardeOngeldig, zinJaarDub)
		}
		gezien[j.Jaar] = true
		uit = append(uit, j)
	}
	return uit
}

// jaar leest één jaar. Wie geen nieuwe mensen verwacht laat taakstelling of gezin weg.
func (l *lezer) jaar(k *knoop, i int) recht.SPUKJaar {
	hier := pad{bij("jaren"), op(i)}
	if k.aard != isObject {
		l.f.meld(hier, VerkeerdType, zinGeenObject)
		return recht.SPUKJaar{}
	}
	uit := recht.SPUKJaar{}
	if n, ok := l.aantal(k, true, zinJaar, bij("jaren"), op(i), bij("jaar")); ok {
		if uit.Jaar = int(n / begrip.Uur); n%begrip.Uur != 0 || uit.Jaar < eersteJaarSPUK || uit.Jaar > laatsteJaarSPUK {
			l.f.meld(append(hier, bij("jaar")), WaardeOngeldig, zinJaar)
			uit.Jaar = 0
		}
	}
	uit.Taakstelling = l.personen(k, bij("jaren"), op(i), bij("taakstelling"))
	uit.Gezin = l.personen(k, bij("jaren"), op(i), bij("gezin"))
	l.vreemdeVelden(k, hier...)
	return uit
}

// personen leest een aantal mensen; weggelaten is geen nieuwe mensen.
func (l *lezer) personen(k *knoop, p ...deel) recht.SPUKGetal {
	n, ok := l.aantal(k, false, zinAantal, p...)
	uit := recht.NaarSPUKGetal(int64(n))
	if ok && uit > recht.MeesteSPUKAantal {
		l.f.meld(p, WaardeOngeldig, zinAantal)
		return 0
	}
	return uit
}

// aantal leest een getal van nul of meer, in duizendsten.
func (l *lezer) aantal(k *knoop, verplicht bool, zin string, p ...deel) (begrip.Uren, bool) {
	v := k.veld(p[len(p)-1].naam)
	switch {
	case v == nil && verplicht:
		l.f.meld(p, VeldOntbreekt, zinOntbreekt)
	case v == nil:
	case v.aard != isGetal:
		l.f.meld(p, VerkeerdType, zinGeenGetal)
	default:
		u, err := begrip.LeesUren(v.tekst)
		if err != nil || heeftVoorloopnul(v.tekst) {
			l.f.meld(p, WaardeOngeldig, zin)
			return 0, false
		}
		return u, true
	}
	return 0, false
}

// SchrijfSPUK schrijft de uitkomst als één JSON-object.
func SchrijfSPUK(b []byte, jaren []recht.SPUKUitkomst) []byte {
	b = append(b, `{"jaren":[`...)
	for i := range jaren {
		j := &jaren[i]
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(append(b, `{"jaar":`...), int64(j.Jaar), 10)
		b = append(append(append(b, `,"aantal":"`...), j.Aantal.String()...), `","cohorten":{`...)
		for c := range j.Cohorten {
			if c > 0 {
				b = append(b, ',')
			}
			b = strconv.AppendInt(append(b, '"'), int64(j.Cohorten[c].Jaar), 10)
			b = strconv.AppendInt(append(b, `":`...), int64(j.Cohorten[c].Bedrag), 10)
		}
		b = strconv.AppendInt(append(b, `},"gezin_cent":`...), int64(j.Gezin), 10)
		b = strconv.AppendInt(append(b, `,"totaal_cent":`...), int64(j.Totaal), 10)
		b = append(b, '}')
	}
	return append(b, "]}"...)
}

// Raam leest een rekentabel en schrijft de raming, of geeft alle fouten.
func Raam(in []byte, wijze Schrijfwijze) ([]byte, []begrip.Weigering) {
	tabel, fout := LeesSPUK(in, wijze)
	if len(fout) > 0 {
		return nil, fout
	}
	return SchrijfSPUK(nil, recht.SPUK(tabel)), nil
}
