package web

import (
	"context"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/brief"
	"traject/kern/dossier"
)

// Handelingen is what the pages on which something is recorded ask of the hall. A
// Huis without it (in a small test) simply has no such pages.
type Handelingen interface {
	EersteDag(ctx context.Context, wie app.Wie, nummer string, voor dossier.Voor) (begrip.Datum, error)

	RoepOp(ctx context.Context, wie app.Wie, nummer string, versie int, o besluit.Oproep) (app.Vastgelegd, error)
	ProefRoepOp(ctx context.Context, wie app.Wie, nummer string, o besluit.Oproep) (app.Proef, error)
	Waarschuw(ctx context.Context, wie app.Wie, nummer string, versie int, o besluit.Waarschuwing) (app.Vastgelegd, error)
	LegVerschijnenVast(ctx context.Context, wie app.Wie, nummer string, versie int, o besluit.Verschijning) (app.Vastgelegd, error)
	LegToetsVast(ctx context.Context, wie app.Wie, nummer string, versie int, o besluit.Toets) (app.Vastgelegd, error)
	RondIntakeAf(ctx context.Context, wie app.Wie, nummer string, versie int, o besluit.Intake) (app.Vastgelegd, error)
	StelPIPVast(ctx context.Context, wie app.Wie, nummer string, versie int, o besluit.PIPOpdracht) (app.Vastgelegd, error)
	ProefPIP(ctx context.Context, wie app.Wie, nummer string, o besluit.PIPOpdracht) (app.Proef, error)
	MeldPIP(ctx context.Context, wie app.Wie, nummer string, versie int, o besluit.Melding) (app.Vastgelegd, error)
	VulPersoonAan(ctx context.Context, wie app.Wie, nummer string, versie int, o besluit.Aanvulling) (app.Vastgelegd, error)
	WijsToe(ctx context.Context, wie app.Wie, nummer string, versie int, o besluit.Toewijzing) (app.Vastgelegd, error)
	HandelSignaalAf(ctx context.Context, wie app.Wie, nummer string, versie int, o besluit.Afhandeling) (app.Vastgelegd, error)
	LegSignaalVast(ctx context.Context, wie app.Wie, nummer string, versie int, o besluit.Handsignaal) (app.Vastgelegd, error)
	LegPartnerVast(ctx context.Context, wie app.Wie, nummer string, versie int, o besluit.Partneropdracht) (app.Vastgelegd, error)
	BiedAan(ctx context.Context, wie app.Wie, nummer string, versie int, o besluit.Aanbieding) (app.Vastgelegd, error)
	WijzigDeelname(ctx context.Context, wie app.Wie, nummer string, versie int, o besluit.Deelneming) (app.Vastgelegd, error)
	Instellingen(ctx context.Context, wie app.Wie) ([]app.Instellingkeuze, error)
	MaakNotitie(ctx context.Context, wie app.Wie, nummer string, versie int, o besluit.Aantekening) (app.Vastgelegd, error)

	OpenDossierEens(ctx context.Context, wie app.Wie, kenmerk string, o besluit.Opening) (string, error)
	WatAls(ctx context.Context, wie app.Wie, nummer string, v app.Veronderstelling) (app.WatAls, error)

	Concept(ctx context.Context, wie app.Wie, nummer, handeling string) (app.Concept, error)
	BewaarConcept(ctx context.Context, wie app.Wie, nummer, handeling string, versie int, velden map[string][]string) error
	WisConcept(ctx context.Context, wie app.Wie, nummer, handeling string) error

	BriefHTML(ctx context.Context, wie app.Wie, nummer, kenmerk string) (app.Bestand, error)
	BriefPDF(ctx context.Context, wie app.Wie, nummer, kenmerk string) (app.Bestand, error)
	ProefBrief(b brief.Brief) (app.Bestand, error)
	ExportDossier(ctx context.Context, wie app.Wie, nummer string) (app.Bestand, error)
	ImportDossier(ctx context.Context, wie app.Wie, o app.Overname) (string, error)
}
