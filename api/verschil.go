package api

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// ErrStel zegt dat een veronderstelling niet te lezen is.
var ErrStel = errors.New("schrijf een veronderstelling als: soort veld=waarde veld=waarde")

// LeesStel leest een veronderstelling zoals "leerroute-gewijzigd naar=z datum=2025-03-01"
// als één feit, met dezelfde regels als het dossierbestand. Zonder datum geldt de dag
// waarop wordt gerekend. Bestaand zijn de feiten waar het naar mag verwijzen.
func LeesStel(stel string, op begrip.Datum, bestaand []dossier.Gebeurtenis) (dossier.Gebeurtenis, []begrip.Weigering, error) {
	delen := strings.Fields(stel)
	if len(delen) == 0 {
		return dossier.Gebeurtenis{}, nil, ErrStel
	}
	k := knoop{aard: isObject, delen: []knoop{{naam: "soort", aard: isTekst, tekst: delen[0]}}}
	for _, d := range delen[1:] {
		naam, waarde, ok := strings.Cut(d, "=")
		if !ok || naam == "" || k.veld(naam) != nil {
			return dossier.Gebeurtenis{}, nil, ErrStel
		}
		k.delen = append(k.delen, stelwaarde(naam, waarde))
	}
	if k.veld("datum") == nil {
		k.delen = append(k.delen, knoop{naam: "datum", aard: isTekst, tekst: op.String()})
	}
	f := &fouten{}
	l := lezer{f: f, stelsel: begrip.Wi2021}
	if kop, ok := bestaand[0].Feit.(*dossier.DossierGeopend); ok {
		l.stelsel = kop.Stelsel
	}
	var wijst []verwijzing
	fl := feitlezer{lezer: &l, k: &k, i: 0, wijst: &wijst}
	g := fl.feit()
	for i := range wijst {
		wijst[i].feit = len(bestaand) - 1
	}
	alle := append(slices.Clone(bestaand[1:]), g)
	l.verwijzingen(alle, wijst)
	g = alle[len(alle)-1]
	g.Nummer = len(bestaand) + 1
	return g, f.lijst, nil
}

// stelwaarde raadt de aard van een losse waarde: op de opdrachtregel staan geen
// aanhalingstekens. Een bedrag en een kenmerk zijn tekst, ook als er cijfers staan.
func stelwaarde(naam, w string) knoop {
	k := losseWaarde(naam, w)
	k.naam = naam
	return k
}

func losseWaarde(naam, w string) knoop {
	switch {
	case w == "true" || w == "false":
		return knoop{aard: isVlag, tekst: w}
	case w == "ja":
		return knoop{aard: isVlag, tekst: "true"}
	case w == "nee":
		return knoop{aard: isVlag, tekst: "false"}
	case naam == "onderdelen" || naam == "inhoud":
		k := knoop{aard: isLijst}
		for d := range strings.SplitSeq(w, ",") {
			k.delen = append(k.delen, knoop{aard: isTekst, tekst: d})
		}
		return k
	case naam != "bedrag" && naam != "id" && naam != "overtreding" && naam != "vervangt" && naam != "oproep" && isJSONGetal(w):
		return knoop{aard: isGetal, tekst: w}
	}
	return knoop{aard: isTekst, tekst: w}
}

// SchrijfVerschil schrijft wat er verandert van nu naar dan, als één JSON-object: per deel
// van het antwoord alleen wat anders is, met wat het nu is en wat het dan wordt. Er is
// niets vastgelegd.
func SchrijfVerschil(b []byte, stel string, nu, dan *Uitkomst) []byte {
	s := schrijver{b: b}
	s.open('{')
	if nu.Bestand != "" {
		s.tekst("bestand", nu.Bestand)
	}
	s.dag("op", nu.Antwoord.Op)
	s.tekst("stel", stel)
	s.naam("anders")
	s.open('{')
	for _, d := range delen {
		s.verschil(d.naam, d.van(nu), d.van(dan))
	}
	s.sluit('}')
	s.sluit('}')
	return s.b
}

// SchrijfVerschilTekst schrijft hetzelfde als leesbare regels.
func SchrijfVerschilTekst(b []byte, stel string, nu, dan *Uitkomst) []byte {
	t := leesbaar{b: b}
	if nu.Bestand != "" {
		t.regel(0, nu.Bestand)
	}
	t.regel(0, "Stel: "+stel+". Er is niets vastgelegd.")
	for _, d := range delen {
		wat := veranderd(d.van(nu), d.van(dan))
		if len(wat) > 0 {
			t.kop(strings.ToUpper(d.naam[:1]) + d.naam[1:])
		}
		for _, v := range wat {
			t.regel(1, v.naam)
			t.regel(2, "nu:  "+ofNiets(v.nu))
			t.regel(2, "dan: "+ofNiets(v.dan))
		}
	}
	return t.b
}

func ofNiets(b []byte) string {
	if b == nil {
		return "niet van toepassing"
	}
	return string(b)
}

// onderdeel is één benoemd stuk van een antwoord, opgeschreven om te vergelijken.
type onderdeel struct {
	naam string
	json []byte
}

// delen zijn de stukken van een antwoord die kunnen verschillen.
var delen = []struct {
	naam string
	van  func(*Uitkomst) []onderdeel
}{
	{"termijnen", func(u *Uitkomst) []onderdeel {
		return schrijfLos(u.Antwoord.Termijnen, func(t *recht.Termijn) string { return t.Naam() }, (*schrijver).termijn)
	}},
	{"normen", func(u *Uitkomst) []onderdeel {
		return schrijfLos(u.Antwoord.Normen, func(n *recht.Norm) string { return n.Sleutel }, (*schrijver).norm)
	}},
	{"boetes", func(u *Uitkomst) []onderdeel {
		return schrijfLos(u.Antwoord.Boetes, func(x *recht.Boete) string { return x.ID }, (*schrijver).boete)
	}},
	{"handelingen", func(u *Uitkomst) []onderdeel {
		return schrijfLos(u.Antwoord.Handelingen, func(h *recht.Handeling) string { return h.Naam() }, (*schrijver).handeling)
	}},
	{"taken", func(u *Uitkomst) []onderdeel {
		uit := make([]onderdeel, 0, len(u.Taken))
		for i := range u.Taken {
			s := schrijver{}
			s.taak(&u.Taken[i])
			uit = append(uit, onderdeel{u.Taken[i].Soort + ":" + u.Taken[i].Over, s.b})
		}
		return uit
	}},
}

// schrijfLos schrijft elk stuk zonder zijn stappen: alleen een andere uitkomst telt.
func schrijfLos[T any](lijst []T, naam func(*T) string, schrijf func(*schrijver, *T)) []onderdeel {
	uit := make([]onderdeel, 0, len(lijst))
	for i := range lijst {
		s := schrijver{}
		schrijf(&s, &lijst[i])
		uit = append(uit, onderdeel{naam(&lijst[i]), s.b})
	}
	return uit
}

// wijziging is een stuk dat verandert; nil is niet van toepassing.
type wijziging struct {
	naam    string
	nu, dan []byte
}

// veranderd geeft wat verschilt, in de volgorde van nu en daarna wat er bij komt.
func veranderd(nu, dan []onderdeel) []wijziging {
	var uit []wijziging
	for _, n := range nu {
		i := slices.IndexFunc(dan, func(d onderdeel) bool { return d.naam == n.naam })
		switch {
		case i < 0:
			uit = append(uit, wijziging{n.naam, n.json, nil})
		case !bytes.Equal(n.json, dan[i].json):
			uit = append(uit, wijziging{n.naam, n.json, dan[i].json})
		}
	}
	for _, d := range dan {
		if !slices.ContainsFunc(nu, func(n onderdeel) bool { return n.naam == d.naam }) {
			uit = append(uit, wijziging{d.naam, nil, d.json})
		}
	}
	return uit
}

func (s *schrijver) verschil(naam string, nu, dan []onderdeel) {
	wat := veranderd(nu, dan)
	if len(wat) == 0 {
		return
	}
	s.naam(naam)
	s.open('{')
	for _, v := range wat {
		s.sleutel(v.naam, "")
		s.open('{')
		if v.nu != nil {
			s.naam("nu")
			s.b = append(s.b, v.nu...)
		}
		if v.dan != nil {
			s.naam("dan")
			s.b = append(s.b, v.dan...)
		}
		s.sluit('}')
	}
	s.sluit('}')
}
