package meet

import (
	"context"
	"errors"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"

	"traject/kern/begrip"
	"traject/store"
)

// Kelder measures every operation of a store that a person or a job waits for; the
// rest passes unmeasured.
func (m *Meter) Kelder(k store.Kelder) store.Kelder { return &kelder{k, m} }

type kelder struct {
	store.Kelder
	m *Meter
}

// meet begins an operation; what it gives ends it. Only trouble of the storage counts as
// a fault: a dossier that is not there is an answer.
func (k *kelder) meet(ctx context.Context, wat string) (context.Context, func(*error)) {
	begin := time.Now()
	ctx, slot := k.m.Stap(ctx, "store "+wat)
	return ctx, func(err *error) {
		afloop, fout := "ok", error(nil)
		var storing *store.Storing
		if errors.As(*err, &storing) {
			afloop, fout = "fault", storing
		}
		slot(fout)
		k.m.opslag.Record(ctx, time.Since(begin).Seconds(), metric.WithAttributes(attribute.String("operation", wat), attribute.String("outcome", afloop)))
	}
}

// Lees reads a dossier.
func (k *kelder) Lees(ctx context.Context, g begrip.Gemeente, nummer string) (uit store.Logboek, err error) {
	ctx, slot := k.meet(ctx, "Lees")
	defer slot(&err)
	return k.Kelder.Lees(ctx, g, nummer)
}

// LeesAls reads a dossier for whoever may.
func (k *kelder) LeesAls(ctx context.Context, g begrip.Gemeente, nummer string, mag func(store.Lijstregel) bool) (uit store.Logboek, mocht bool, err error) {
	ctx, slot := k.meet(ctx, "LeesAls")
	defer slot(&err)
	return k.Kelder.LeesAls(ctx, g, nummer, mag)
}

// NieuwNummer reserves a number.
func (k *kelder) NieuwNummer(ctx context.Context, g begrip.Gemeente, jaar int) (uit string, err error) {
	ctx, slot := k.meet(ctx, "NieuwNummer")
	defer slot(&err)
	return k.Kelder.NieuwNummer(ctx, g, jaar)
}

// Toevoegen adds facts.
func (k *kelder) Toevoegen(ctx context.Context, t store.Toevoeging) (err error) {
	ctx, slot := k.meet(ctx, "Toevoegen")
	defer slot(&err)
	return k.Kelder.Toevoegen(ctx, t)
}

// ToevoegenVeel adds a batch.
func (k *kelder) ToevoegenVeel(ctx context.Context, ts []store.Toevoeging) (err error) {
	ctx, slot := k.meet(ctx, "ToevoegenVeel")
	defer slot(&err)
	return k.Kelder.ToevoegenVeel(ctx, ts)
}

// Vernietig destroys a dossier.
func (k *kelder) Vernietig(ctx context.Context, g begrip.Gemeente, nummer string, v store.Vernietiging) (err error) {
	ctx, slot := k.meet(ctx, "Vernietig")
	defer slot(&err)
	return k.Kelder.Vernietig(ctx, g, nummer, v)
}

// ZoekBSN looks up a BSN.
func (k *kelder) ZoekBSN(ctx context.Context, g begrip.Gemeente, bsn begrip.BSN) (uit []string, err error) {
	ctx, slot := k.meet(ctx, "ZoekBSN")
	defer slot(&err)
	return k.Kelder.ZoekBSN(ctx, g, bsn)
}

// Zoek looks up a name.
func (k *kelder) Zoek(ctx context.Context, v store.Zoekvraag) (uit []store.Lijstregel, err error) {
	ctx, slot := k.meet(ctx, "Zoek")
	defer slot(&err)
	return k.Kelder.Zoek(ctx, v)
}

// Werklijst reads a page of tasks.
func (k *kelder) Werklijst(ctx context.Context, f store.WerkFilter) (uit store.Werkblad, err error) {
	ctx, slot := k.meet(ctx, "Werklijst")
	defer slot(&err)
	return k.Kelder.Werklijst(ctx, f)
}

// Dossierlijst reads a page of dossiers.
func (k *kelder) Dossierlijst(ctx context.Context, f store.DossierFilter) (uit store.Dossierblad, err error) {
	ctx, slot := k.meet(ctx, "Dossierlijst")
	defer slot(&err)
	return k.Kelder.Dossierlijst(ctx, f)
}

// Deelnemers reads a page of the people of one provider.
func (k *kelder) Deelnemers(ctx context.Context, f store.DeelnemerFilter) (uit store.Deelnemerblad, err error) {
	ctx, slot := k.meet(ctx, "Deelnemers")
	defer slot(&err)
	return k.Kelder.Deelnemers(ctx, f)
}

// Tellingen counts.
func (k *kelder) Tellingen(ctx context.Context, f store.TelFilter) (uit store.Tellingen, err error) {
	ctx, slot := k.meet(ctx, "Tellingen")
	defer slot(&err)
	return k.Kelder.Tellingen(ctx, f)
}

// TeHerzien reads what is to be reviewed.
func (k *kelder) TeHerzien(ctx context.Context, g begrip.Gemeente, dag begrip.Datum, na string, hooguit int) (uit []string, err error) {
	ctx, slot := k.meet(ctx, "TeHerzien")
	defer slot(&err)
	return k.Kelder.TeHerzien(ctx, g, dag, na, hooguit)
}

// VervangLijst replaces rows.
func (k *kelder) VervangLijst(ctx context.Context, g begrip.Gemeente, vs []store.Lijstvervanging) (uit store.Vervangen, err error) {
	ctx, slot := k.meet(ctx, "VervangLijst")
	defer slot(&err)
	return k.Kelder.VervangLijst(ctx, g, vs)
}

// Berichten reads messages.
func (k *kelder) Berichten(ctx context.Context, f store.BerichtFilter) (uit store.Berichtblad, err error) {
	ctx, slot := k.meet(ctx, "Berichten")
	defer slot(&err)
	return k.Kelder.Berichten(ctx, f)
}

// BewaarBericht keeps a message.
func (k *kelder) BewaarBericht(ctx context.Context, g begrip.Gemeente, b store.Bericht) (err error) {
	ctx, slot := k.meet(ctx, "BewaarBericht")
	defer slot(&err)
	return k.Kelder.BewaarBericht(ctx, g, b)
}

// Neem leases work.
func (k *kelder) Neem(ctx context.Context, g begrip.Gemeente, soort string, nu, tot int64, hooguit int) (uit []store.Uitgaand, err error) {
	ctx, slot := k.meet(ctx, "Neem")
	defer slot(&err)
	return k.Kelder.Neem(ctx, g, soort, nu, tot, hooguit)
}

// LeesConcept reads a draft.
func (k *kelder) LeesConcept(ctx context.Context, g begrip.Gemeente, s store.ConceptSleutel) (uit store.Concept, err error) {
	ctx, slot := k.meet(ctx, "LeesConcept")
	defer slot(&err)
	return k.Kelder.LeesConcept(ctx, g, s)
}

// BewaarConcept keeps a draft.
func (k *kelder) BewaarConcept(ctx context.Context, g begrip.Gemeente, c store.Concept) (err error) {
	ctx, slot := k.meet(ctx, "BewaarConcept")
	defer slot(&err)
	return k.Kelder.BewaarConcept(ctx, g, c)
}

// SchrijfAudit writes the audit.
func (k *kelder) SchrijfAudit(ctx context.Context, g begrip.Gemeente, rs []store.Auditregel) (err error) {
	ctx, slot := k.meet(ctx, "SchrijfAudit")
	defer slot(&err)
	return k.Kelder.SchrijfAudit(ctx, g, rs)
}

// LeesAudit reads the audit.
func (k *kelder) LeesAudit(ctx context.Context, f store.AuditFilter) (uit store.Auditblad, err error) {
	ctx, slot := k.meet(ctx, "LeesAudit")
	defer slot(&err)
	return k.Kelder.LeesAudit(ctx, f)
}
