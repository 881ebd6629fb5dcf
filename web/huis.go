package web

import (
	"context"

	"traject/app"
	"traject/kern/begrip"
	"traject/wetten"
)

// Huis is what the pages to read ask of the hall. It is declared here, where it
// is used, so that a test can put something small in its place. What the pages of
// the acts ask stands in handelhuis.go.
type Huis interface {
	Dag() begrip.Datum
	Vandaag(ctx context.Context, wie app.Wie, f app.WerkFilter) (app.Werklijst, error)
	Besluiten(ctx context.Context, wie app.Wie, f app.WerkFilter) (app.Werklijst, error)
	Dossiers(ctx context.Context, wie app.Wie, f app.DossierFilter) (app.Dossierlijst, error)
	ZoekBSN(ctx context.Context, wie app.Wie, tekst string) (string, error)
	Dossier(ctx context.Context, wie app.Wie, nummer string) (*app.DossierBeeld, error)
	Mijn(ctx context.Context, wie app.Wie) (*app.DossierBeeld, error)
	Tellingen(ctx context.Context, wie app.Wie) ([]app.Telling, error)
	Signalen(ctx context.Context, wie app.Wie, f app.SignaalFilter) (app.Signalenlijst, error)
	Opslag(ctx context.Context, wie app.Wie) (app.Opslag, error)
	Controleer(ctx context.Context, wie app.Wie, meld app.Voortgang) (app.Controle, error)
	Audit(ctx context.Context, wie app.Wie, v app.AuditVraag) (app.Auditlijst, error)
	Staf() []app.Medewerker
	Ingelogd(ctx context.Context, wie app.Wie, b app.Bereikbaar) (app.Wie, error)
	Ververs(wie app.Wie) (app.Wie, bool)
	VindEigen(ctx context.Context, wie app.Wie, cijfers string) (app.Wie, error)
	MedewerkersZien(ctx context.Context, wie app.Wie) ([]app.Medewerker, error)
	WijzigMedewerker(ctx context.Context, wie app.Wie, sleutel string, versie int, w app.Medewerkerwijziging) error
	DraagOver(ctx context.Context, wie app.Wie, van, aan string) (app.Overdracht, error)
	Wachtrij(ctx context.Context, wie app.Wie, f app.WachtrijFilter) (app.Wachtrij, error)
	ProbeerOpnieuw(ctx context.Context, wie app.Wie, kenmerk string) error
	ProbeerSoortOpnieuw(ctx context.Context, wie app.Wie, soort string) (int, error)
	GeefReden(ctx context.Context, wie app.Wie, nummer, reden string) error
	LetOp(tekst string) []app.TekstWaarschuwing
	Regels(pakket string) ([]wetten.Regel, bool)
	Pakketten() []string
}
