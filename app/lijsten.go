package app

import (
	"context"
	"errors"
	"fmt"
	"regexp"

	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/store"
)

// perBlad houdt het aantal rijen binnen de grenzen.
func perBlad(gevraagd int) int {
	if gevraagd <= 0 {
		return RijenPerKeer
	}
	return min(gevraagd, MeesteRijen)
}

// Vandaag geeft een bladzijde van de werklijst: wat te doen is, voor wie, vóór
// wanneer en waarom, op laatste dag. Een klantmanager ziet het eigen werk, of met
// Wiens "team" dat van het team; een teamleider ziet alles van de gemeente.
func (h *Huis) Vandaag(ctx context.Context, wie Wie, f WerkFilter) (Werklijst, error) {
	z, ok := zicht(wie, takenZien, f.Wiens != "team" && bereikVan(wie, takenZien) == team)
	if !ok {
		return Werklijst{}, ErrMagNiet
	}
	w, err := h.werklijst(ctx, wie, z, rolVan(wie), f)
	if err != nil || !mag(wie, signaalKoppelen) {
		return w, err
	}
	if w.ZonderOvereenkomst, err = h.ZonderOvereenkomst(ctx, wie); err != nil {
		return Werklijst{}, err
	}
	wacht, err := h.Kelder.Berichten(ctx, store.BerichtFilter{Gemeente: wie.Gemeente, ZonderDossier: true, Hooguit: 1})
	if err != nil {
		return Werklijst{}, fmt.Errorf("wachtende signalen lezen: %w", err)
	}
	w.SignalenWachten = len(wacht.Berichten) > 0
	return w, nil
}

// Besluiten geeft de besluiten die wachten, op laatste dag.
func (h *Huis) Besluiten(ctx context.Context, wie Wie, f WerkFilter) (Werklijst, error) {
	z, ok := zicht(wie, besluitenZien, false)
	if !ok {
		return Werklijst{}, ErrMagNiet
	}
	f.Soort = taakBeslissen
	return h.werklijst(ctx, wie, z, "", f)
}

// taakBeslissen is de taak van kern/agenda die een besluit van een mens vraagt.
const taakBeslissen = "beslissen"

// rolVan zegt wiens taken iemand ziet; een teamleider ziet die van iedereen.
func rolVan(wie Wie) begrip.Rol {
	if wie.Rol == begrip.Teamleider {
		return ""
	}
	return wie.Rol
}

func (h *Huis) werklijst(ctx context.Context, wie Wie, z store.Zicht, rol begrip.Rol, f WerkFilter) (Werklijst, error) {
	dag := h.nu().dag
	blad, err := h.Kelder.Werklijst(ctx, store.WerkFilter{Zicht: z, Rol: rol, Soort: f.Soort, Doelgroep: f.Doelgroep,
		Leerroute: f.Leerroute, Vandaag: dag, Tot: f.Tot, Na: f.Na, Hooguit: perBlad(f.Aantal)})
	if err != nil {
		return Werklijst{}, lijstfout("de werklijst lezen", err)
	}
	if err := h.noteer(ctx, wie, Auditregel{Handeling: AuditLijstGezien, Over: "werklijst", Aantal: len(blad.Regels), personen: nummersVan(blad.Regels, func(r store.Werkregel) string { return r.Nummer })}); err != nil {
		return Werklijst{}, err
	}
	rijen := make([]Werkrij, len(blad.Regels))
	for i, r := range blad.Regels {
		rijen[i] = Werkrij{Nummer: r.Nummer, Naam: r.Naam.Volledig(), Soort: r.Soort, Over: r.Over,
			Uiterlijk: r.Uiterlijk, Vanaf: r.Vanaf, Reden: r.Reden, Bron: r.Bron, Termijn: r.Termijn, Rol: r.Rol,
			Doelgroep: r.Doelgroep, Leerroute: r.Leerroute, Klantmanager: r.Klantmanager, hier: r.Hier}
	}
	return Werklijst{Vandaag: dag, Volgende: blad.Volgende, Groepen: inGroepen(rijen, dag)}, nil
}

// groepVan zegt in welke groep een laatste dag valt. Deze week loopt tot en met zondag,
// en in het weekend tot en met de zondag erna.
func groepVan(uiterlijk, vandaag begrip.Datum) Groep {
	switch {
	case uiterlijk == 0:
		return ZonderDag
	case uiterlijk < vandaag:
		return TeLaat
	case uiterlijk <= agenda.WeekTot(vandaag):
		return DezeWeek
	}
	return Later
}

// lijstfout maakt van een plaats in de lijst die niet bestaat een leeg antwoord voor
// wie met een oud adres komt; de rest is een storing.
func lijstfout(wat string, err error) error {
	if errors.Is(err, store.ErrCursor) {
		return ErrNietGevonden
	}
	return fmt.Errorf("%s: %w", wat, err)
}

var dossiernummer = regexp.MustCompile(`^[0-9]{4}-[0-9]{1,9}$`)

// Dossiers geeft een bladzijde dossiers op naam, of zoekt op naam of dossiernummer.
func (h *Huis) Dossiers(ctx context.Context, wie Wie, f DossierFilter) (Dossierlijst, error) {
	z, ok := zicht(wie, lijstZien, f.Wiens == "mijn")
	if !ok {
		return Dossierlijst{}, ErrMagNiet
	}
	switch {
	case dossiernummer.MatchString(f.Zoek):
		return h.opNummer(ctx, wie, f.Zoek)
	case f.Zoek != "":
		regels, err := h.Kelder.Zoek(ctx, store.Zoekvraag{Zicht: z, Tekst: f.Zoek, Hooguit: perBlad(f.Aantal)})
		if err != nil {
			return Dossierlijst{}, fmt.Errorf("op naam zoeken: %w", err)
		}
		return h.gezocht(ctx, wie, "naam", regels)
	}
	if f.Klantmanager != "" && (bereikVan(wie, lijstZien) == gemeente || h.zelfdeTeam(wie, f.Klantmanager)) {
		z = store.Zicht{Gemeente: wie.Gemeente, Klantmanager: f.Klantmanager}
	}
	blad, err := h.Kelder.Dossierlijst(ctx, store.DossierFilter{Zicht: z, Fase: f.Fase, Doelgroep: f.Doelgroep, Leerroute: f.Leerroute,
		OokGesloten: true, Na: f.Na, Hooguit: perBlad(f.Aantal)})
	if err != nil {
		return Dossierlijst{}, lijstfout("de dossierlijst lezen", err)
	}
	if err := h.noteer(ctx, wie, Auditregel{Handeling: AuditLijstGezien, Over: "dossiers", Aantal: len(blad.Regels), personen: nummersVan(blad.Regels, func(r store.Lijstregel) string { return r.Nummer })}); err != nil {
		return Dossierlijst{}, err
	}
	return dossierrijen(blad), nil
}

func (h *Huis) zelfdeTeam(wie Wie, gebruiker string) bool {
	return wie.Team == "" || gebruiker == wie.Gebruiker || h.medewerker(gebruiker).Team == wie.Team
}

// opNummer geeft één dossier als lijst, of een lege lijst.
func (h *Huis) opNummer(ctx context.Context, wie Wie, nummer string) (Dossierlijst, error) {
	r, _, err := h.Kelder.LeesLijst(ctx, wie.Gemeente, nummer)
	if errors.Is(err, store.ErrNietGevonden) || errors.Is(err, store.ErrVernietigd) {
		return h.gezocht(ctx, wie, "nummer", nil)
	}
	if err != nil {
		return Dossierlijst{}, fmt.Errorf("dossier %s zoeken: %w", nummer, err)
	}
	if !magBij(wie, dossierZien, uitLijst(wie.Gemeente, r)) {
		return h.gezocht(ctx, wie, "nummer", nil)
	}
	return h.gezocht(ctx, wie, "nummer", []store.Lijstregel{r})
}

// gezocht schrijft bij elk gevonden dossier op dat het is gevonden, en hoe er is
// gezocht. Het zoekwoord zelf is een persoonsgegeven en komt niet in de audit.
func (h *Huis) gezocht(ctx context.Context, wie Wie, hoe string, regels []store.Lijstregel) (Dossierlijst, error) {
	rs := []Auditregel{{Handeling: AuditGezocht, Over: hoe}}
	for i, r := range regels {
		if i > 0 {
			rs = append(rs, rs[0])
		}
		rs[i].Nummer, rs[i].Aantal = r.Nummer, len(regels)
	}
	if err := h.noteer(ctx, wie, rs...); err != nil {
		return Dossierlijst{}, err
	}
	return dossierrijen(store.Dossierblad{Regels: regels}), nil
}

func dossierrijen(blad store.Dossierblad) Dossierlijst {
	uit := Dossierlijst{Volgende: blad.Volgende, Rijen: make([]Dossierrij, len(blad.Regels))}
	for i, r := range blad.Regels {
		uit.Rijen[i] = Dossierrij{Nummer: r.Nummer, Naam: r.Naam.Volledig(), Fase: r.Fase, Doelgroep: r.Doelgroep,
			Leerroute: r.Leerroute, Klantmanager: r.Klantmanager, Eerstvolgend: r.Uiterlijk, sorteer: sorteernaam(r)}
	}
	return uit
}

// ZoekBSN geeft het nummer van het dossier van deze persoon. Het nummer komt nooit
// in een adres: het scherm stuurt het als formulier.
func (h *Huis) ZoekBSN(ctx context.Context, wie Wie, tekst string) (string, error) {
	if !mag(wie, bsnZien) || !mag(wie, dossierZien) { // een school ziet het BSN van haar cursist, maar zoekt er niet op
		return "", ErrMagNiet
	}
	bsn, err := begrip.LeesBSN(tekst)
	if err != nil {
		return "", weiger("bsn-ongeldig", "bsn", "Dit is geen burgerservicenummer. Controleer de negen cijfers.")
	}
	nummers, err := h.Kelder.ZoekBSN(ctx, wie.Gemeente, bsn)
	if err != nil {
		return "", fmt.Errorf("op burgerservicenummer zoeken: %w", err)
	}
	for _, n := range nummers {
		if _, err := h.lees(ctx, wie, n, dossierZien); err == nil {
			return n, h.noteer(ctx, wie, Auditregel{Handeling: AuditGezocht, Over: "bsn", Nummer: n, Aantal: 1})
		} else if !errors.Is(err, ErrNietGevonden) {
			return "", err
		}
	}
	if err := h.noteer(ctx, wie, Auditregel{Handeling: AuditGezocht, Over: "bsn"}); err != nil {
		return "", err
	}
	return "", ErrNietGevonden
}
