package app

import (
	"context"
	"fmt"
	"slices"

	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// Dossier geeft alles van een dossier op dit moment: feiten, antwoord van de wet,
// taken, brieven en wat deze gebruiker ermee mag.
func (h *Huis) Dossier(ctx context.Context, wie Wie, nummer string) (*DossierBeeld, error) {
	s, err := h.lees(ctx, wie, nummer, dossierZien)
	if err != nil {
		return nil, err
	}
	if err := h.noteer(ctx, wie, Auditregel{Handeling: AuditDossierGezien, Nummer: nummer, Over: s.opReden()}); err != nil {
		return nil, err
	}
	b := &DossierBeeld{Nummer: nummer, Versie: s.versie, Vandaag: s.nu.dag, Logboek: s.logboek, Dossier: s.d,
		Rechten: rechtenBij(wie, s.van), Manager: h.medewerker(s.d.Klantmanager), Managers: h.managers(wie)}
	if !b.Rechten.BSN || !b.Rechten.Gezondheid || (!b.Rechten.Partner && kentPartner(s.d)) {
		b.Logboek = verberg(s.logboek, b.Rechten)
		b.Dossier = dossier.Opbouwen(b.Logboek, s.nu.dag, 0)
	}
	b.Antwoord = recht.Reken(b.Dossier, s.r)
	b.Taken = h.taken(s.d, b.Antwoord) // van het hele dossier, net als de werklijst
	b.Fase = agenda.Fase(b.Dossier, b.Antwoord)
	if b.Zicht, err = h.wieZiet(ctx, wie.Gemeente, s); err != nil {
		return nil, err
	}
	if b.Brieven, err = brieven(b.Dossier); err != nil {
		return nil, fmt.Errorf("dossier %s: %w", nummer, err)
	}
	return b, nil
}

// Mijn geeft een inburgeraar het eigen dossier.
func (h *Huis) Mijn(ctx context.Context, wie Wie) (*DossierBeeld, error) {
	if bereikVan(wie, dossierZien) != zichzelf || wie.Dossier == "" {
		return nil, ErrMagNiet
	}
	return h.Dossier(ctx, wie, wie.Dossier)
}

// EersteDag geeft de eerste dag waarop een afspraak mag zijn als de brief vandaag
// uitgaat. Leeg als het recht er niets over zegt.
func (h *Huis) EersteDag(ctx context.Context, wie Wie, nummer string, voor dossier.Voor) (begrip.Datum, error) {
	s, err := h.lees(ctx, wie, nummer, dossierHandelen)
	if err != nil {
		return 0, err
	}
	return besluit.EersteDag(s.d, s.r, voor, s.nu.dag), nil
}

func rechtenBij(wie Wie, van eigenaar) Rechten {
	return Rechten{
		Handelen: magBij(wie, dossierHandelen, van), BSN: magBij(wie, bsnZien, van), Gezondheid: magBij(wie, gezondheidZien, van),
		Partner: magBij(wie, partnerZien, van), Partners: magBij(wie, dossierHandelen, van) && magPartner(wie, van),
		Toewijzen: magBij(wie, dossierToewijzen, van), Meenemen: magBij(wie, dossierMeenemen, van),
		Inzage: bereikVan(wie, inzageGeven) != zichzelf && magBij(wie, inzageGeven, van), // wie het zelf is, haalt het bij Mijn traject
	}
}

// managers zijn de mensen aan wie deze gebruiker een dossier kan geven.
func (h *Huis) managers(wie Wie) []Medewerker {
	if !mag(wie, dossierToewijzen) {
		return nil
	}
	var uit []Medewerker
	for _, m := range h.Staf() {
		if m.Rol == begrip.Klantmanager && !m.Weg {
			uit = append(uit, m)
		}
	}
	return uit
}

// verberg laat weg wat deze rol niet mag zien: het BSN, of wat over gezondheid is
// opgeschreven. Het logboek zelf verandert niet.
func verberg(gs []dossier.Gebeurtenis, mag Rechten) []dossier.Gebeurtenis {
	uit := slices.Clone(gs)
	for i := range uit {
		switch f := uit[i].Feit.(type) {
		case *dossier.DossierGeopend:
			k := *f
			verbergBSN(&k.Persoonsgegevens, mag)
			uit[i].Feit = &k
		case *dossier.PersoonGewijzigd:
			k := *f
			verbergBSN(&k.Persoonsgegevens, mag)
			uit[i].Feit = &k
		case *dossier.Partner:
			if !mag.Partner {
				uit[i].Feit = &dossier.Partner{Grond: f.Grond}
			}
		case *dossier.Overig: // van een andere gemeente, in een vorm die wij niet lezen
			weg := !mag.Gezondheid && f.Naam == string(dossier.SoortIntakeVerslag) || !mag.Partner && f.Naam == string(dossier.SoortPartner)
			if weg {
				uit[i].Feit = &dossier.Overig{Naam: f.Naam}
			}
		case *dossier.IntakeVerslag:
			if !mag.Gezondheid {
				k := *f
				k.Gezondheid = ""
				uit[i].Feit = &k
			}
		}
	}
	return uit
}

func verbergBSN(p *dossier.Persoonsgegevens, mag Rechten) {
	if !mag.BSN {
		p.BSN = ""
	}
}
