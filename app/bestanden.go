package app

import (
	"context"
	"fmt"
	"slices"

	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/store"
)

// ExportDossier geeft het dossierbestand, zoals een andere gemeente het kan lezen.
func (h *Huis) ExportDossier(ctx context.Context, wie Wie, nummer string) (Bestand, error) {
	s, err := h.lees(ctx, wie, nummer, dossierMeenemen)
	if err != nil {
		return Bestand{}, err
	}
	switch {
	case !s.d.Stelsel.Rekent():
		return Bestand{}, weiger("verkeerd-stelsel", "", "Een dossier onder de wet van 2013 kan niet als bestand mee. Het bestand kent alleen de wetten van 2021 en 2007.")
	case s.d.Persoon.Doelgroep == "":
		return Bestand{}, weiger("veld-ontbreekt", "", "De doelgroep is nog niet bekend. Vul haar eerst aan; zonder doelgroep kan een andere gemeente het bestand niet lezen.")
	}
	if err := h.noteer(ctx, wie, Auditregel{Handeling: AuditBestandGehaald, Nummer: nummer}); err != nil {
		return Bestand{}, err
	}
	r := rechtenBij(wie, s.van)
	r.Partner = false // de grond is van deze gemeente en reist niet mee
	inhoud, err := h.Bestand.Schrijf(zonderDeelnames(verberg(s.logboek, r)))
	if err != nil {
		return Bestand{}, fmt.Errorf("dossierbestand van %s schrijven: %w", nummer, err)
	}
	return Bestand{Naam: "dossier-" + nummer + ".json", Type: "application/json", Inhoud: inhoud}, nil
}

// zonderDeelnames laat weg bij wie iemand hier meedeed: het kenmerk zegt een andere gemeente
// niets, en mag daar niemand iets laten zien. Het aanbod met de naam reist wel mee.
func zonderDeelnames(gs []dossier.Gebeurtenis) []dossier.Gebeurtenis {
	return slices.DeleteFunc(gs, func(g dossier.Gebeurtenis) bool { return g.Soort() == dossier.SoortDeelname })
}

// ImportDossier opent een dossier uit een meegebracht dossierbestand en geeft het
// nummer. Onze gemeente begint een eigen logboek: het bestand levert de feiten, niet
// de keten. Fouten in het bestand en een persoon die hier al een dossier heeft komen
// als Geweigerd.
func (h *Huis) ImportDossier(ctx context.Context, wie Wie, o Overname) (string, error) {
	if !mag(wie, dossierInlezen) || wie.Gemeente != h.Gemeente {
		return "", ErrMagNiet
	}
	gs, fouten := h.Bestand.Lees(o.Naam, o.Inhoud)
	if len(fouten) > 0 {
		return "", &Geweigerd{fouten}
	}
	nu := h.nu()
	if fouten := besluit.ToetsGegevens(dossier.Opbouwen(gs, nu.dag, 0).Persoon.Persoonsgegevens); len(fouten) > 0 {
		return "", &Geweigerd{fouten}
	}
	if o.Inschrijving > nu.dag {
		return "", weiger("dag-in-toekomst", "inschrijving", "Deze dag is nog niet geweest. Vul de dag in waarop iemand hier is ingeschreven.")
	}
	gs, err := h.alsEigen(gs, wie, nu, o.Inschrijving)
	if err != nil {
		return "", err
	}
	v := verzending{o.Verzending, string(o.Inhoud)}
	nummer, err := h.vestigEens(ctx, wie, v, nu, gs, func(t *store.Toevoeging) {
		t.EnigBSN = true
		t.Audit = append(t.Audit, h.regelVan(wie, Auditregel{Handeling: AuditBestandGeopend, Nummer: t.Nummer}))
	})
	if w, ok := h.dubbel(ctx, wie, err); ok {
		return "", w
	}
	if err != nil {
		return "", fmt.Errorf("dossierbestand openen: %w", err)
	}
	return nummer, nil
}

// alsEigen maakt van de feiten uit het bestand het begin van ons logboek: onze
// gemeente en ons beleid, en zo nodig de inschrijving hier met de leerroute die de
// vorige gemeente koos (Wi2021 art. 15 lid 4).
func (h *Huis) alsEigen(gs []dossier.Gebeurtenis, wie Wie, nu moment, inschrijving begrip.Datum) ([]dossier.Gebeurtenis, error) {
	kop, ok := gs[0].Feit.(*dossier.DossierGeopend)
	if !ok {
		return nil, fmt.Errorf("het dossierbestand begint niet met de opening van een dossier")
	}
	hier := *kop
	elders := kop.Gemeente != h.Gemeente
	hier.Gemeente, hier.Beleid, hier.Aanleiding = h.Gemeente, h.Beleid, "bestand"
	if _, kan := h.Boek.Recht(hier.Stelsel, hier.Beleid); !kan {
		hier.Beleid = ""
	}
	uit := make([]dossier.Gebeurtenis, len(gs), len(gs)+1)
	copy(uit, gs)
	uit[0].Feit, uit[0].GeldigOp, uit[0].Wie, uit[0].Rol = &hier, nu.dag, wie.Gebruiker, wie.Rol
	for i := range uit {
		uit[i].Bron = "bestand"
	}
	if inschrijving == 0 || !elders {
		return uit, nil
	}
	route, _ := besluit.HuidigeLeerroute(dossier.Opbouwen(gs, nu.dag, 0))
	f := &dossier.Inschrijving{Verhuizing: dossier.Met(true), Leerroute: route}
	g := dossier.Gebeurtenis{GeldigOp: inschrijving, Wie: wie.Gebruiker, Rol: wie.Rol, Bron: "balie", Feit: f}
	if inschrijving != nu.dag {
		g.BekendOp = nu.dag
	}
	return append(uit, g), nil
}
