package app

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/store"
	"traject/wetten"
)

// Een aanbieder ziet wie nu bij hem meedoet, en van die mensen alleen wat de wet hem geeft.
// Wie dat zijn staat in een eigen lijst in de kelder, uit de feiten afgeleid zoals de andere
// lijsten; het recht zit in de vraag. Of er iets te zien is hangt ook af van het register:
// wie daar niet (meer) in staat, of geen geldige overeenkomst heeft, ziet niets.

// deelnames geeft welke aanbieders een dossier zien, zoals het in de lijst staat.
func deelnames(d *dossier.Dossier, r *wetten.Recht) []store.Deelnameregel {
	var uit []store.Deelnameregel
	for _, n := range recht.Deelnames(d, r) {
		uit = append(uit, store.Deelnameregel{Aanbieder: n.Aanbieder, Wat: string(n.Wat), Vanaf: n.Vanaf, Tot: n.Einde, Zicht: n.Zicht, Kenmerk: n.Kenmerk})
	}
	return uit
}

// soortVoor zegt wat een instelling moet zijn om iets te geven.
func soortVoor(wat dossier.Aanbod) VerwerkerSoort {
	switch wat {
	case dossier.AanbodLeerroute:
		return Cursusinstelling
	case dossier.AanbodMAP:
		return VerwerkerMAP
	case dossier.AanbodPVT:
		return VerwerkerPVT
	}
	return VerwerkerBegeleiding
}

// Geeft zegt of een instelling dit onderdeel geeft.
func (v *Verwerker) Geeft(wat dossier.Aanbod) bool { return slices.Contains(v.Soorten, soortVoor(wat)) }

// Geen zicht, in de woorden voor wie bij een aanbieder inlogt.
var (
	geenInstelling   = begrip.Weigering{Code: "geen-instelling", Zin: "De gemeente weet nog niet bij welke instelling u werkt. Vraag uw contact bij de gemeente om dat in te vullen bij Medewerkers. Daarna staan hier uw deelnemers."}
	vreemdeAanbieder = begrip.Weigering{Code: "aanbieder-onbekend", Zin: "Uw instelling staat niet in het register van de gemeente. Vraag uw contact bij de gemeente om dat na te kijken."}
	gestopt          = begrip.Weigering{Code: "aanbieder-gestopt", Zin: "De gemeente geeft uw instelling geen gegevens meer. Klopt dat niet? Vraag het uw contact bij de gemeente."}
	geenGeldige      = begrip.Weigering{Code: "overeenkomst-ontbreekt", Zin: "De gemeente en uw instelling hebben geen geldige overeenkomst over gegevens. De teamleider van de gemeente heeft hiervan bericht. Uw deelnemers staan hier zodra de overeenkomst er is."}
	anderWerk        = begrip.Weigering{Code: "verkeerde-soort", Zin: "U logt in voor iets anders dan wat uw instelling volgens het register doet. Vraag uw contact bij de gemeente om dat na te kijken."}
)

// instelling geeft de instelling van wie inlogt bij een aanbieder. Is er geen, of mag zij
// niets zien, dan zegt de weigering waarom.
func (h *Huis) instelling(ctx context.Context, wie Wie) (Verwerker, *begrip.Weigering, error) {
	if wie.Aanbieder == "" {
		return Verwerker{}, &geenInstelling, nil
	}
	vs, err := h.verwerkers(ctx, wie.Gemeente)
	if err != nil {
		return Verwerker{}, nil, err
	}
	v := zoekVerwerker(vs, wie.Aanbieder)
	if v == nil {
		return Verwerker{}, &vreemdeAanbieder, nil
	}
	w, err := h.MagGegevensNaar(ctx, wie.Gemeente, v.Kenmerk)
	switch {
	case err != nil:
		return *v, nil, err
	case len(w) > 0 && w[0].Code == gestopt.Code:
		return *v, &gestopt, nil
	case len(w) > 0:
		return *v, &geenGeldige, nil
	case len(watVan(wie, v)) == 0:
		return *v, &anderWerk, nil
	}
	return *v, nil, nil
}

// watVan geeft waaraan deze mens deelnemers ziet: wat de rol mag en de instelling doet.
func watVan(wie Wie, v *Verwerker) []string {
	return slices.DeleteFunc(slices.Clone(regels.wat[wie.Rol]), func(wat string) bool { return !v.Geeft(dossier.Aanbod(wat)) })
}

// DeelnemerFilter kiest deelnemers van de eigen instelling.
type DeelnemerFilter struct {
	Geweest bool // wie klaar is en nog even te zien is
	Zoek    string
	Na      string
	Aantal  int
}

// Deelnemerlijst is één bladzijde van Mijn deelnemers. Is Dicht gevuld, dan is er niets te
// zien en zegt het waarom.
type Deelnemerlijst struct {
	Instelling string
	Dicht      *begrip.Weigering
	Rijen      []Deelnemerrij
	Volgende   string
}

// Deelnemerrij is één mens bij één onderdeel.
type Deelnemerrij struct {
	Nummer, Naam string
	Wat          dossier.Aanbod
	Leerroute    begrip.Leerroute // alleen voor een cursusinstelling
	Vanaf, Tot   begrip.Datum
	Zicht        begrip.Datum
}

// Deelnemers geeft wie bij de eigen instelling meedoet, op naam.
func (h *Huis) Deelnemers(ctx context.Context, wie Wie, f DeelnemerFilter) (Deelnemerlijst, error) {
	if !mag(wie, cursistZien) {
		return Deelnemerlijst{}, ErrMagNiet
	}
	v, dicht, err := h.instelling(ctx, wie)
	if err != nil {
		return Deelnemerlijst{}, err
	}
	uit := Deelnemerlijst{Instelling: v.Naam, Dicht: dicht}
	if dicht != nil {
		return uit, h.noteer(ctx, wie, Auditregel{Handeling: AuditGeweigerd, Over: dicht.Code})
	}
	blad, err := h.Kelder.Deelnemers(ctx, store.DeelnemerFilter{Gemeente: wie.Gemeente, Aanbieder: v.Kenmerk, Wat: watVan(wie, &v), Dag: h.nu().dag,
		Geweest: f.Geweest, Tekst: f.Zoek, Na: f.Na, Hooguit: perBlad(f.Aantal)})
	if err != nil {
		return Deelnemerlijst{}, lijstfout("de deelnemers lezen", err)
	}
	uit.Volgende = blad.Volgende
	for _, r := range blad.Regels {
		rij := Deelnemerrij{Nummer: r.Nummer, Naam: r.Naam.Volledig(), Wat: dossier.Aanbod(r.Wat), Vanaf: r.Vanaf, Tot: r.Tot, Zicht: r.Zicht}
		if rij.Wat == dossier.AanbodLeerroute {
			rij.Leerroute = r.Leerroute
		}
		uit.Rijen = append(uit.Rijen, rij)
	}
	regel := Auditregel{Handeling: AuditLijstGezien, Over: "deelnemers", Aantal: len(uit.Rijen), personen: nummersVan(blad.Regels, func(r store.Deelnemer) string { return r.Nummer })}
	if f.Zoek != "" {
		regel.Handeling, regel.Over = AuditGezocht, "deelnemer"
	}
	return uit, h.noteer(ctx, wie, regel)
}

// eigenDeelnames geeft waaraan iemand vandaag bij de eigen instelling meedoet. Leeg is
// hetzelfde als een dossier dat er niet is.
func (h *Huis) eigenDeelnames(ctx context.Context, wie Wie, nummer string, wat handeling) (Verwerker, []store.Deelnameregel, error) {
	if !mag(wie, wat) {
		return Verwerker{}, nil, h.weigerToegang(ctx, wie, nummer)
	}
	v, dicht, err := h.instelling(ctx, wie)
	if err != nil {
		return v, nil, err
	}
	rijen, err := h.Kelder.LeesDeelnames(ctx, wie.Gemeente, nummer)
	if err != nil {
		return v, nil, fmt.Errorf("aanbieders van dossier %s lezen: %w", nummer, err)
	}
	dag, ik := h.nu().dag, wie
	ik.Aanbieder = v.Kenmerk
	rijen = slices.DeleteFunc(rijen, func(r store.Deelnameregel) bool {
		van := eigenaar{gemeente: wie.Gemeente, nummer: nummer, aanbieder: r.Aanbieder, wat: r.Wat}
		return dicht != nil || !r.Ziet(dag) || !v.Geeft(dossier.Aanbod(r.Wat)) || !magBij(ik, wat, van)
	})
	if len(rijen) == 0 {
		return v, nil, h.weigerToegang(ctx, wie, nummer)
	}
	return v, rijen, nil
}

// DeelnemerBeeld is wat een aanbieder van één deelnemer ziet: nooit iets over gezondheid,
// partner, boetes, andere aanbieders of gesprekken.
type DeelnemerBeeld struct {
	Nummer, Naam            string
	Adres, Postcode, Plaats string
	BSN                     string // alleen voor een cursusinstelling
	Instelling              string
	Versie                  int
	Vandaag                 begrip.Datum
	Deelnames               []Eigendeelname
	Les                     *Lesgegevens // alleen voor een cursusinstelling
	Contact                 Medewerker   // wie bij de gemeente te bellen is
}

// Eigendeelname is waaraan iemand bij de eigen instelling meedoet.
type Eigendeelname struct {
	Kenmerk           string
	Wat               dossier.Aanbod
	Vanaf, Tot, Zicht begrip.Datum
	Uren              dossier.Optie[begrip.Uren] // hoeveel uur het PIP voor dit onderdeel noemt
	Voortgang         bool                       // de instelling geeft uren en aanwezigheid
	Maanden           []Maandrij                 // dan: welke maanden zijn ingevuld, de nieuwste eerst
}

// Lesgegevens zijn leerroute, intensiteit, termijn en wijzigingen (Bi2021 art. 9.2 lid 3).
type Lesgegevens struct {
	Leerroute   begrip.Leerroute
	Niveau      begrip.Niveau
	Uren        dossier.Optie[begrip.Uren] // van de hele leerroute
	PerWeek     dossier.Optie[begrip.Uren]
	Begin, Tot  begrip.Datum // van de inburgeringstermijn; leeg is nog niet bekend
	Wijzigingen []Leswijziging
}

// Leswijziging is een verandering die een cursusinstelling aangaat, zonder waarom.
type Leswijziging struct {
	Dag begrip.Datum
	Zin string
}

// Deelnemer geeft wat een aanbieder van één eigen deelnemer ziet. Wie daar niet (meer)
// meedoet en wie er niet is, geven hetzelfde antwoord.
func (h *Huis) Deelnemer(ctx context.Context, wie Wie, nummer string) (*DeelnemerBeeld, error) {
	v, rijen, err := h.eigenDeelnames(ctx, wie, nummer, cursistZien)
	if err != nil {
		return nil, err
	}
	s, err := h.leesDeelnemer(ctx, wie, nummer)
	if err != nil {
		return nil, err
	}
	if err := h.noteer(ctx, wie, Auditregel{Handeling: AuditDeelnemerGezien, Nummer: nummer, Over: v.Kenmerk}); err != nil {
		return nil, err
	}
	p := s.d.Persoon
	b := &DeelnemerBeeld{Nummer: nummer, Naam: p.Naam.Volledig(), Adres: p.Adres, Postcode: p.Postcode, Plaats: p.Plaats, Instelling: v.Naam,
		Versie: s.versie, Vandaag: s.nu.dag, Contact: h.medewerker(s.d.Klantmanager)}
	ik := wie
	ik.Aanbieder = v.Kenmerk
	begin := rijen[0].Vanaf
	for _, r := range rijen {
		begin = min(begin, r.Vanaf)
		b.Deelnames = append(b.Deelnames, eigenDeelname(s, r))
		if magBij(ik, bsnZien, eigenaar{gemeente: wie.Gemeente, nummer: nummer, aanbieder: r.Aanbieder, wat: r.Wat}) {
			b.BSN = p.BSN.Cijfers()
		}
		if dossier.Aanbod(r.Wat) == dossier.AanbodLeerroute {
			b.Les = &Lesgegevens{}
		}
	}
	if b.Les != nil {
		*b.Les = lesgegevens(s, begin)
	}
	return b, nil
}

// leesDeelnemer leest een dossier waarvan het recht al is gewogen.
func (h *Huis) leesDeelnemer(ctx context.Context, wie Wie, nummer string) (*stand, error) {
	l, err := h.Kelder.Lees(ctx, wie.Gemeente, nummer)
	if errors.Is(err, store.ErrNietGevonden) || errors.Is(err, store.ErrVernietigd) {
		return nil, ErrNietGevonden
	}
	if err != nil {
		return nil, fmt.Errorf("dossier %s lezen: %w", nummer, err)
	}
	s := &stand{nu: h.nu(), nummer: nummer, versie: l.Versie, logboek: l.Gebeurtenissen}
	s.d = dossier.Opbouwen(l.Gebeurtenissen, s.nu.dag, 0)
	if s.r, err = h.recht(s.d); err != nil {
		return nil, fmt.Errorf("dossier %s: %w", nummer, err)
	}
	return s, nil
}

func eigenDeelname(s *stand, r store.Deelnameregel) Eigendeelname {
	e := Eigendeelname{Kenmerk: r.Kenmerk, Wat: dossier.Aanbod(r.Wat), Vanaf: r.Vanaf, Tot: r.Tot, Zicht: r.Zicht}
	if g := s.d.ZoekID(r.Kenmerk); g != nil {
		if f, ok := g.Feit.(*dossier.Deelname); ok {
			if e.Voortgang = recht.VoortgangGevraagd(s.d, f); e.Voortgang {
				e.Maanden = maandenVan(s, r)
			}
		}
	}
	if _, pip := dossier.Laatste[*dossier.PIPVastgesteld](s.d); pip != nil {
		switch e.Wat {
		case dossier.AanbodMAP:
			e.Uren = pip.MAPUren
		case dossier.AanbodPVT:
			e.Uren = pip.PVTUren
		}
	}
	return e
}
