package api

import (
	"errors"
	"slices"
	"strings"

	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
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
	velden := make([]Stelveld, 0, len(delen))
	for _, d := range delen[1:] {
		naam, waarde, ok := strings.Cut(d, "=")
		if !ok || naam == "" || slices.ContainsFunc(velden, func(v Stelveld) bool { return v.Naam == naam }) {
			return dossier.Gebeurtenis{}, nil, ErrStel
		}
		velden = append(velden, Stelveld{naam, waarde})
	}
	g, fout := Stel(delen[0], velden, op, bestaand)
	for i := range fout {
		fout[i].Plaats = "stel." + fout[i].Plaats
	}
	return g, fout, nil
}

// Stelveld is één veld van een verondersteld feit, als losse tekst; een lijst heeft
// komma's tussen haar delen.
type Stelveld struct{ Naam, Waarde string }

// Stel maakt een verondersteld feit uit zijn soort en velden, met dezelfde regels als het
// dossierbestand. Zonder datum geldt op. De plaats van een fout is de naam van het veld.
func Stel(soort string, velden []Stelveld, op begrip.Datum, bestaand []dossier.Gebeurtenis) (dossier.Gebeurtenis, []begrip.Weigering) {
	k := knoop{aard: isObject, delen: []knoop{{naam: "soort", aard: isTekst, tekst: soort}}}
	for _, v := range velden {
		k.delen = append(k.delen, stelwaarde(v.Naam, v.Waarde))
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
	for i := range f.lijst {
		_, f.lijst[i].Plaats, _ = strings.Cut(f.lijst[i].Plaats, ".")
	}
	return g, f.lijst
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

// Veronderstel rekent wat er verandert als stel er ook was; zie agenda.WatAls. Onwaar: het
// beleidspakket van het dossier bestaat niet.
func Veronderstel(boek *wetten.Boek, feiten []dossier.Gebeurtenis, stel dossier.Gebeurtenis, v Vraag) (*agenda.Verschil, bool) {
	d := dossier.Opbouwen(feiten, v.Op, v.Bekend)
	r, ok := boek.Recht(d.Stelsel, d.Beleid)
	if !ok {
		return nil, false
	}
	uit := agenda.WatAls(feiten, stel, v.Op, v.Bekend, r)
	return &uit, true
}

// SchrijfVerschil schrijft wat er verandert van nu naar dan, als één JSON-object: per deel
// van het antwoord alleen wat anders is, met wat het nu is en wat het dan wordt. Er is
// niets vastgelegd.
func SchrijfVerschil(b []byte, bestand, stel string, v *agenda.Verschil) []byte {
	s := schrijver{b: b}
	s.open('{')
	if bestand != "" {
		s.tekst("bestand", bestand)
	}
	s.dag("op", v.Nu.Antwoord.Op)
	s.tekst("stel", stel)
	s.naam("anders")
	s.open('{')
	for _, d := range losseDelen(v) {
		s.naam(d.naam)
		s.open('{')
		for _, w := range d.wat {
			s.sleutel(w.naam, "")
			s.open('{')
			if w.nu != nil {
				s.naam("nu")
				s.b = append(s.b, w.nu...)
			}
			if w.dan != nil {
				s.naam("dan")
				s.b = append(s.b, w.dan...)
			}
			s.sluit('}')
		}
		s.sluit('}')
	}
	s.sluit('}')
	s.sluit('}')
	return s.b
}

// SchrijfVerschilTekst schrijft hetzelfde als leesbare regels.
func SchrijfVerschilTekst(b []byte, bestand, stel string, v *agenda.Verschil) []byte {
	t := leesbaar{b: b}
	if bestand != "" {
		t.regel(0, bestand)
	}
	t.regel(0, "Stel: "+stel+". Er is niets vastgelegd.")
	if v.IsLeeg() {
		t.regel(0, "Er verandert niets.")
	}
	for _, d := range losseDelen(v) {
		t.kop(strings.ToUpper(d.naam[:1]) + d.naam[1:])
		for _, w := range d.wat {
			t.regel(1, w.naam)
			t.regel(2, "nu:  "+ofNiets(w.nu))
			t.regel(2, "dan: "+ofNiets(w.dan))
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

// losDeel is een deel van het antwoord met wat erin verandert, elk stuk al opgeschreven.
type losDeel struct {
	naam string
	wat  []losStuk
}

// losStuk is één stuk dat verandert, zonder zijn stappen; nil is niet van toepassing.
type losStuk struct {
	naam    string
	nu, dan []byte
}

// losseDelen geeft alleen de delen waarin iets verandert.
func losseDelen(v *agenda.Verschil) []losDeel {
	uit := []losDeel{
		{"termijnen", stukken(v.Termijnen, (*schrijver).termijn)},
		{"normen", stukken(v.Normen, (*schrijver).norm)},
		{"boetes", stukken(v.Boetes, (*schrijver).boete)},
		{"handelingen", stukken(v.Handelingen, (*schrijver).handeling)},
		{"taken", stukken(v.Taken, (*schrijver).taak)},
		{"vragen", stukken(v.Vragen, (*schrijver).vraag)},
	}
	return slices.DeleteFunc(uit, func(d losDeel) bool { return len(d.wat) == 0 })
}

func stukken[T any](lijst []agenda.Verandering[T], schrijf func(*schrijver, *T)) []losStuk {
	los := func(x *T) []byte {
		if x == nil {
			return nil
		}
		s := schrijver{}
		schrijf(&s, x)
		return s.b
	}
	uit := make([]losStuk, 0, len(lijst))
	for _, w := range lijst {
		uit = append(uit, losStuk{w.Naam, los(w.Nu), los(w.Dan)})
	}
	return uit
}
