package app

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"traject/kern/begrip"
	"traject/store"
	"traject/wetten"
)

// grondAfloop is de grond voor wat bij geen dossier hoort: niet langer dan nodig.
const grondAfloop = "AVG art. 5 lid 1 onder e"

// termijnVan geeft hoe lang de gemeente iets bewaart dat bij geen dossier hoort.
func (h *Huis) termijnVan(s wetten.Sleutel, dag begrip.Datum) (int, error) {
	r, ok := h.Boek.Recht(begrip.Wi2021, h.Beleid)
	if !ok {
		return 0, fmt.Errorf("beleidspakket %q is niet bekend", h.Beleid)
	}
	w, ok := r.Waarde(s, dag)
	if !ok {
		return 0, fmt.Errorf("%s heeft op %s geen waarde", s, dag)
	}
	return int(w.N), nil
}

// berichtenWeg geeft een bladzijde berichten waar nooit een dossier van kwam en waarvan de
// termijn om is. Wat zij zeggen blijft dicht.
func (h *Huis) berichtenWeg(ctx context.Context, f store.BewaarFilter, open, _ map[string]bool) (uit []VernietigRij, volgende string, err error) {
	dagen, err := h.termijnVan(wetten.BewarenBericht, f.Voor)
	if err != nil {
		return nil, "", err
	}
	voor := h.beginVan(f.Voor.Plus(-dagen))
	blad, err := h.Kelder.Berichten(ctx, store.BerichtFilter{Gemeente: f.Gemeente, ZonderDossier: true, Voor: voor, Na: f.Na, Hooguit: f.Hooguit})
	for _, b := range blad.Berichten {
		uit = append(uit, VernietigRij{Nummer: b.ID, Naam: b.Code, Uiterlijk: h.moment(time.Unix(b.Moment, 0)).dag.Plus(dagen), InVoorstel: open[berichtplek(b.ID)]})
	}
	return uit, blad.Volgende, err
}

func berichtplek(id string) string { return store.BerichtVoor + id }

// weegBericht kijkt of een bericht zonder dossier weg mag.
func (h *Huis) weegBericht(ctx context.Context, g begrip.Gemeente, id string, dag begrip.Datum) (r VoorstelRegel, waarom string, err error) {
	r = VoorstelRegel{Nummer: id, Grond: grondAfloop}
	dagen, err := h.termijnVan(wetten.BewarenBericht, dag)
	if err != nil {
		return r, "", err
	}
	b, err := h.Kelder.ZoekBericht(ctx, g, id)
	if errors.Is(err, store.ErrNietGevonden) {
		return r, "Dit bericht is er niet.", nil
	}
	if err != nil {
		return r, "", err
	}
	r.Uiterlijk = h.moment(time.Unix(b.Moment, 0)).dag.Plus(dagen)
	switch {
	case b.Nummer != "":
		waarom = "Dit bericht hoort intussen bij een dossier."
	case b.Weg != 0:
		waarom = "Dit bericht was al vernietigd."
	case r.Uiterlijk >= dag:
		waarom = zinTeVroeg
	}
	return r, waarom, nil
}

func (h *Huis) vernietigBericht(ctx context.Context, v *Voorstel, r VoorstelRegel) (overgeslagen string, err error) {
	nu := h.nu()
	b, err := h.Kelder.ZoekBericht(ctx, h.Gemeente, r.Nummer)
	if err == nil && b.Weg != 0 {
		return "", nil // een eerdere poging van dit voorstel: een bericht staat in één voorstel tegelijk
	}
	_, waarom, err := h.weegBericht(ctx, h.Gemeente, r.Nummer, nu.dag)
	if waarom != "" || err != nil {
		return waarom, err
	}
	audit := h.auditWeg(v, AuditBerichtVernietigd, "")
	err = h.Kelder.VernietigBericht(ctx, h.Gemeente, r.Nummer, store.Vernietiging{Dag: nu.dag, Moment: nu.seconden, Grond: r.Grond, Audit: &audit})
	if errors.Is(err, store.ErrNietGevonden) {
		return "Dit bericht hoort intussen bij een dossier.", nil
	}
	return "", err
}

// auditWegmoeten geeft één rij als er auditregels zijn waarvan de termijn om is: zij gaan
// samen, van iedereen tot en met dezelfde dag.
func (h *Huis) auditWegmoeten(ctx context.Context, f store.BewaarFilter, open, _ map[string]bool) ([]VernietigRij, string, error) {
	jaren, err := h.termijnVan(wetten.BewarenAudit, f.Voor)
	if err != nil {
		return nil, "", err
	}
	dag := f.Voor.PlusJaren(-jaren)
	o, err := h.ouderdom(ctx, f.Gemeente, dag)
	if err != nil || o.Regels == 0 {
		return nil, "", err
	}
	oudste := h.moment(time.Unix(o.Oudste, 0)).dag
	zin := strconv.Itoa(o.Regels) + " regels van " + strconv.Itoa(o.Mensen) + " mensen, de oudste van " + oudste.Voluit()
	return []VernietigRij{{Nummer: dag.String(), Naam: zin, Uiterlijk: oudste.PlusJaren(jaren), InVoorstel: open[auditplek(dag.String())]}}, "", nil
}

func auditplek(dag string) string { return store.AuditVoorvoegsel + dag }

// ouderdom telt wat er van vóór een dag in de audit staat.
func (h *Huis) ouderdom(ctx context.Context, g begrip.Gemeente, dag begrip.Datum) (store.Ouderdom, error) {
	voor := h.beginVan(dag)
	return h.Kelder.AuditVoor(ctx, g, voor)
}

// weegAudit kijkt of de auditregels van vóór een dag weg mogen.
func (h *Huis) weegAudit(ctx context.Context, g begrip.Gemeente, tekst string, vandaag begrip.Datum) (r VoorstelRegel, waarom string, err error) {
	r = VoorstelRegel{Nummer: tekst, Grond: grondAfloop}
	dag, err := begrip.LeesDatum(tekst)
	if err != nil {
		return r, "", ErrNietGevonden
	}
	jaren, err := h.termijnVan(wetten.BewarenAudit, vandaag)
	if err != nil {
		return r, "", err
	}
	if r.Uiterlijk = dag.Plus(-1).PlusJaren(jaren); dag > vandaag.PlusJaren(-jaren) {
		return r, zinTeVroeg, nil
	}
	o, err := h.ouderdom(ctx, g, dag)
	if err == nil && o.Regels == 0 {
		waarom = "Er zijn geen auditregels van voor deze dag."
	}
	return r, waarom, err
}

func (h *Huis) vernietigAudit(ctx context.Context, v *Voorstel, r VoorstelRegel) (overgeslagen string, err error) {
	nu := h.nu()
	_, waarom, err := h.weegAudit(ctx, h.Gemeente, r.Nummer, nu.dag)
	if err != nil || waarom == zinTeVroeg {
		return waarom, err
	}
	dag, err := begrip.LeesDatum(r.Nummer)
	if err != nil {
		return "", err
	}
	voor := h.beginVan(dag)
	audit := h.auditWeg(v, AuditRegelsVernietigd, "")
	n, err := h.Kelder.VernietigAudit(ctx, h.Gemeente, voor, store.Vernietiging{Dag: nu.dag, Moment: nu.seconden, Grond: r.Grond, Audit: &audit})
	if err != nil || n > 0 {
		return "", err
	}
	// Een eerdere poging haalde alles al weg. Viel zij uit voordat zij dat opschreef, dan gebeurt dat nu.
	if staat, err := h.doorDit(ctx, v, AuditRegelsVernietigd, ""); staat || err != nil {
		return "", err
	}
	return "", h.Kelder.SchrijfAudit(ctx, h.Gemeente, []store.Auditregel{audit})
}
