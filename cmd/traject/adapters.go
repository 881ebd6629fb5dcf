package main

import (
	"bytes"
	"context"
	"errors"

	"traject/api"
	"traject/app"
	"traject/druk"
	"traject/kern/begrip"
	"traject/kern/brief"
	"traject/kern/dossier"
	"traject/keten/duo"
	"traject/wetten"
)

// printer plugs druk into app.
type printer struct{}

func (printer) HTML(b brief.Brief) ([]byte, error) { return druk.HTML(b), nil }
func (printer) PDF(b brief.Brief) ([]byte, error)  { return druk.PDF(b) }

// dossierFile plugs the reader and writer of the public file into app.
type dossierFile struct{ book *wetten.Boek }

func (f dossierFile) Lees(_ string, content []byte) ([]dossier.Gebeurtenis, []begrip.Weigering) {
	return api.Lees(content, api.YAML, f.book)
}

func (f dossierFile) Schrijf(events []dossier.Gebeurtenis) ([]byte, error) {
	var b bytes.Buffer
	if err := api.SchrijfDossier(&b, events); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func (f dossierFile) Stel(v app.Veronderstelling, on begrip.Datum, existing []dossier.Gebeurtenis) (dossier.Gebeurtenis, []begrip.Weigering) {
	fields := make([]api.Stelveld, len(v.Velden))
	for i, x := range v.Velden {
		fields[i] = api.Stelveld(x)
	}
	return api.Stel(string(v.Soort), fields, on, existing)
}

// signalKind says what a code of DUO means, in the words of app.
func signalKind(code string) (app.Signaalsoort, bool) {
	s, ok := duo.ZoekSignaal(code)
	if !ok {
		return app.Signaalsoort{}, false
	}
	return app.Signaalsoort{Omschrijving: s.Omschrijving, Opent: s.Opent, Feiten: s.Feiten}, true
}

// receiver plugs app into the counter where DUO knocks.
type receiver struct {
	house *app.Huis
	seen  func(context.Context, error) // nil: nobody counts
}

func (r receiver) Ontvang(ctx context.Context, n duo.Notificatie) (err error) {
	if r.seen != nil {
		defer func() { r.seen(ctx, err) }()
	}
	_, err = r.house.OntvangSignaal(ctx, app.Signaal{BerichtID: n.BerichtID, Bron: n.Bron, Code: n.Code, BSN: n.BSN,
		VNummer: n.VNummer, Geregistreerd: n.Registratie})
	if errors.Is(err, app.ErrAndereInhoud) {
		return duo.ErrAndereInhoud
	}
	return err
}
