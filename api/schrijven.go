package api

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// ErrDoelgroepOnbekend zegt dat een dossier nog niet als bestand mee kan: een ander leest
// het niet zonder doelgroep.
var ErrDoelgroepOnbekend = errors.New("de doelgroep is nog niet bekend")

// ErrStelselNietInBestand zegt dat het bestand de wet van dit dossier niet kent.
var ErrStelselNietInBestand = errors.New("het dossierbestand kent alleen de wetten van 2021 en 2007")

// soortPersoon is de regel onder overig met de gegevens waarvoor persoon geen veld heeft.
const soortPersoon = "persoonsgegevens"

// SchrijfDossier schrijft gebeurtenissen als dossierbestand in JSON, één feit per regel.
// Wat de wet niet leest komt onder overig. Lezen geeft dezelfde feiten terug.
func SchrijfDossier(w io.Writer, gebeurtenissen []dossier.Gebeurtenis) error {
	if len(gebeurtenissen) == 0 {
		return fmt.Errorf("dossierbestand schrijven: er zijn geen gebeurtenissen")
	}
	kop, ok := gebeurtenissen[0].Feit.(*dossier.DossierGeopend)
	if !ok {
		return fmt.Errorf("dossierbestand schrijven: het eerste feit is %s", gebeurtenissen[0].Soort())
	}
	if !kop.Stelsel.Rekent() {
		return fmt.Errorf("dossierbestand schrijven: %w", ErrStelselNietInBestand)
	}
	p := gevouwen(gebeurtenissen)
	if p.Doelgroep == "" {
		return fmt.Errorf("dossierbestand schrijven: %w", ErrDoelgroepOnbekend)
	}
	s := feitschrijver{}
	s.kop(kop, p)
	if err := s.feiten(gebeurtenissen[1:]); err != nil {
		return err
	}
	s.overig(gebeurtenissen, p)
	if _, err := w.Write(append(s.b, "\n}\n"...)); err != nil {
		return fmt.Errorf("dossierbestand schrijven: %w", err)
	}
	return nil
}

// gevouwen geeft de persoon zoals hij nu bekend is.
func gevouwen(gebeurtenissen []dossier.Gebeurtenis) dossier.Persoonsgegevens {
	return dossier.Opbouwen(gebeurtenissen, begrip.MoetDag("9999-12-31"), 0).Persoon.Persoonsgegevens
}

// feitschrijver bezoekt de velden van een feit en schrijft wat is ingevuld.
type feitschrijver struct{ schrijver }

func (s *feitschrijver) kop(kop *dossier.DossierGeopend, p dossier.Persoonsgegevens) {
	s.open('{')
	s.los("formaat", FormaatDossier)
	s.los("gemeente", string(kop.Gemeente))
	if kop.Beleid != "" {
		s.los("beleid", kop.Beleid)
	}
	s.los("stelsel", string(kop.Stelsel))
	s.regelNaam("persoon")
	s.open('{')
	naam := dossier.Persoonsgegevens{Voornamen: p.Voornamen, Voorvoegsel: p.Voorvoegsel, Geslachtsnaam: p.Geslachtsnaam}
	if naam != (dossier.Persoonsgegevens{}) {
		s.naam("naam")
		s.open('{')
		s.Tekst("voornamen", &p.Voornamen, false)
		s.Tekst("voorvoegsel", &p.Voorvoegsel, false)
		s.Tekst("geslachtsnaam", &p.Geslachtsnaam, false)
		s.sluit('}')
	}
	s.Tekst("bsn", &p.BSN, false)
	s.Datum("geboortedatum", &p.Geboortedatum, false)
	s.tekst("doelgroep", string(p.Doelgroep))
	s.sluit('}')
}

// regelNaam begint een veld van het hoogste niveau op een eigen regel.
func (s *feitschrijver) regelNaam(naam string) {
	s.komma()
	s.b = append(append(append(s.b, "\n\""...), naam...), "\": "...)
}

func (s *feitschrijver) los(naam, waarde string) {
	s.regelNaam(naam)
	s.b = schrijfTekst(s.b, waarde)
}

// feiten schrijft wat de wet leest.
func (s *feitschrijver) feiten(lijst []dossier.Gebeurtenis) error {
	s.regelNaam("feiten")
	s.open('[')
	for i := range lijst {
		g := &lijst[i]
		if _, bekend := dossier.Nieuw(g.Soort()); !bekend {
			continue
		}
		if g.GeldigOp == 0 {
			return fmt.Errorf("dossierbestand schrijven: feit %d heeft geen dag", g.Nummer)
		}
		s.komma()
		s.b = append(s.b, '\n')
		s.open('{')
		s.tekst("soort", string(g.Soort()))
		s.dag("datum", g.GeldigOp)
		s.envelop(g)
		g.Feit.Velden(s)
		s.sluit('}')
	}
	s.sluit(']')
	return nil
}

func (s *feitschrijver) envelop(g *dossier.Gebeurtenis) {
	s.Tekst("id", &g.ID, false)
	if g.BekendOp != g.GeldigOp {
		s.Datum("bekend", &g.BekendOp, false)
	}
	s.Tekst("door", &g.Wie, false)
	s.Tekst("vervangt", &g.Vervangt, false)
}

// overig schrijft wat het huis bewaart en de wet niet leest: verslagen, notities, brieven,
// afspraken. Wie het bestand overneemt bewaart het.
func (s *feitschrijver) overig(lijst []dossier.Gebeurtenis, p dossier.Persoonsgegevens) {
	s.regelNaam("overig")
	s.open('[')
	extra := p
	extra.Voornamen, extra.Voorvoegsel, extra.Geslachtsnaam, extra.BSN, extra.Doelgroep, extra.Geboortedatum = "", "", "", "", "", 0
	if extra != (dossier.Persoonsgegevens{}) {
		s.regelOverig(soortPersoon, eersteDag(lijst))
		(&dossier.PersoonGewijzigd{Persoonsgegevens: extra}).Velden(s)
		s.sluit('}')
	}
	for i := range lijst[1:] {
		g := &lijst[1+i]
		if _, bekend := dossier.Nieuw(g.Soort()); bekend {
			continue
		}
		switch f := g.Feit.(type) {
		case *dossier.PersoonGewijzigd:
			continue // staat onder persoon en persoonsgegevens
		case *dossier.Notitie, *dossier.Partner:
			if len(g.Weg) > 0 {
				continue // vernietigd: er is niets meer om mee te geven
			}
			s.huisfeit(g)
		case *dossier.Overig:
			if len(g.Weg) > 0 {
				continue
			}
			s.regelOverig(f.Naam, g.GeldigOp)
			if rest := bytes.TrimPrefix(f.Inhoud, []byte{'{'}); len(rest) > 1 {
				s.komma()
				s.b = append(s.b, rest[:len(rest)-1]...)
			}
		default:
			s.huisfeit(g)
		}
		s.sluit('}')
	}
	s.sluit(']')
}

func (s *feitschrijver) huisfeit(g *dossier.Gebeurtenis) {
	s.regelOverig(string(g.Soort()), g.GeldigOp)
	s.envelop(g)
	g.Feit.Velden(s)
}

func (s *feitschrijver) regelOverig(soort string, dag begrip.Datum) {
	s.komma()
	s.b = append(s.b, '\n')
	s.open('{')
	s.tekst("soort", soort)
	s.dag("datum", dag)
}

// eersteDag geeft de dag waarop het dossier begon.
func eersteDag(lijst []dossier.Gebeurtenis) begrip.Datum {
	i := slices.IndexFunc(lijst, func(g dossier.Gebeurtenis) bool { return g.GeldigOp != 0 })
	if i < 0 {
		return begrip.MoetDag("2022-01-01")
	}
	return lijst[i].GeldigOp
}

// Tekst schrijft een tekst die is ingevuld.
func (s *feitschrijver) Tekst(naam string, doel *string, _ bool) {
	if *doel != "" {
		s.tekst(naam, *doel)
	}
}

// Keuze schrijft een keuze die is gemaakt.
func (s *feitschrijver) Keuze(naam string, krijg func() string, _ func(string), _ []string, _ bool) {
	if w := krijg(); w != "" {
		s.tekst(naam, w)
	}
}

// Keuzes schrijft een lijst die niet leeg is.
func (s *feitschrijver) Keuzes(naam string, krijg func() []string, _ func([]string), _ []string) {
	if w := krijg(); len(w) > 0 {
		s.woorden(naam, w)
	}
}

// Datum schrijft een dag die is ingevuld.
func (s *feitschrijver) Datum(naam string, doel *begrip.Datum, _ bool) {
	if *doel != 0 {
		s.dag(naam, *doel)
	}
}

// Uren schrijft een aantal uren als getal.
func (s *feitschrijver) Uren(naam string, doel *dossier.Optie[begrip.Uren], _ bool) {
	if doel.Is {
		s.hoeveel(naam, int64(doel.Waarde), begrip.InUren)
	}
}

// Bedrag schrijft een bedrag als tekst met twee decimalen.
func (s *feitschrijver) Bedrag(naam string, doel *dossier.Optie[begrip.Cent], _ bool) {
	if doel.Is {
		s.tekst(naam, doel.Waarde.String())
	}
}

// Geheel schrijft een heel getal.
func (s *feitschrijver) Geheel(naam string, doel *dossier.Optie[int], _, _ int, _ bool) {
	if doel.Is {
		s.getal(naam, int64(doel.Waarde))
	}
}

// Vlag schrijft ja of nee.
func (s *feitschrijver) Vlag(naam string, doel *dossier.Optie[bool], _ bool) {
	if doel.Is {
		s.vlag(naam, doel.Waarde)
	}
}

// Verwijzing schrijft een kenmerk.
func (s *feitschrijver) Verwijzing(naam string, doel *string, _ dossier.Soort, _ bool) {
	s.Tekst(naam, doel, false)
}

// Bytes schrijft wat het huis bewaart: is het JSON, dan zoals het is.
func (s *feitschrijver) Bytes(naam string, doel *[]byte) {
	switch {
	case len(*doel) == 0:
	case json.Valid(*doel):
		s.naam(naam)
		s.b = append(s.b, bytes.ReplaceAll(*doel, []byte{'\n'}, nil)...)
	default:
		s.tekst(naam, base64.StdEncoding.EncodeToString(*doel))
	}
}

// Groep loopt gewoon langs de velden.
func (s *feitschrijver) Groep(_ dossier.Groep, velden func(dossier.Bezoeker)) { velden(s) }
