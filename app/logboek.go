package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"traject/kern/begrip"
	"traject/store"
)

// Logboek is het Logboek Dataverwerkingen van de gemeente: één regel voor elke verwerking
// van gegevens van één persoon. Er wordt niets uitgekozen of opgespaard.
type Logboek interface {
	// Schrijf geeft pas nil als het logboek elke regel heeft bevestigd.
	Schrijf(ctx context.Context, g begrip.Gemeente, vs []Verwerking) error
}

// Verwerking is één regel. Van het dossiernummer maakt het logboek een pseudoniem; het
// nummer zelf en een BSN gaan het huis niet uit.
type Verwerking struct {
	Activiteit Activiteit
	Handeling  string
	Nummer     string
	Moment     time.Time
}

// Activiteit is een verwerkingsactiviteit zoals zij in het register van de gemeente staat.
type Activiteit string

// De activiteiten van dit programma.
const (
	Begeleiden  Activiteit = "inburgering-begeleiden"
	Uitwisselen Activiteit = "inburgering-uitwisselen"
	Bewaren     Activiteit = "inburgering-bewaren"
)

// ErrLogboekWeg: het Logboek Dataverwerkingen bevestigde niet. Er is dan niets getoond en
// niets vastgelegd.
var ErrLogboekWeg = errors.New("het logboek dataverwerkingen bevestigde niet")

// activiteitVan zegt bij welke activiteit een handeling hoort.
func activiteitVan(handeling string) Activiteit {
	switch handeling {
	case AuditBestandGehaald, AuditBestandGeopend, AuditDeelnemerGezien, AuditSignaal, AuditDUOVergeleken, AuditMelding, WerkDUOLezen:
		return Uitwisselen
	case AuditVernietigd, AuditDeelVernietigd, AuditBerichtVernietigd, AuditLangVernietigd, AuditAangehouden:
		return Bewaren
	}
	return Begeleiden
}

// bijgewerkt is de handeling van een toevoeging waar geen mens om vroeg.
const bijgewerkt = "bijgewerkt"

// verantwoord schrijft voor elke persoon één regel en wacht op de bevestiging. Dezelfde
// persoon twee keer op één bladzijde is één verwerking.
func (h *Huis) verantwoord(ctx context.Context, g begrip.Gemeente, handeling string, nummers []string) error {
	if h.Logboek == nil {
		return nil
	}
	nummers = slices.Compact(slices.Sorted(slices.Values(nummers)))
	vs := make([]Verwerking, 0, len(nummers))
	nu := h.Klok()
	for _, n := range nummers {
		if n != "" {
			vs = append(vs, Verwerking{Activiteit: activiteitVan(handeling), Handeling: handeling, Nummer: n, Moment: nu})
		}
	}
	return h.bevestigd(ctx, g, vs)
}

func (h *Huis) bevestigd(ctx context.Context, g begrip.Gemeente, vs []Verwerking) error {
	if len(vs) == 0 {
		return nil
	}
	if err := h.Logboek.Schrijf(ctx, g, vs); err != nil {
		return fmt.Errorf("%w: %w", ErrLogboekWeg, err)
	}
	return nil
}

// verantwoordeKelder laat niets door dat niet eerst in het Logboek Dataverwerkingen staat. Zij
// staat om de kelder heen, zodat ook een nieuwe handeling er vanzelf langs komt. Gaat het
// daarna mis in de kelder, dan staat er een verwerking te veel in het logboek, nooit een te weinig.
type verantwoordeKelder struct {
	store.Kelder
	h *Huis
}

// Toevoegen schrijft eerst de verwerkingen op.
func (k *verantwoordeKelder) Toevoegen(ctx context.Context, t store.Toevoeging) error {
	if err := k.h.bevestigd(ctx, t.Gemeente, k.van(t)); err != nil {
		return err
	}
	return k.Kelder.Toevoegen(ctx, t)
}

// ToevoegenVeel schrijft eerst de verwerkingen op, allemaal in één keer.
func (k *verantwoordeKelder) ToevoegenVeel(ctx context.Context, ts []store.Toevoeging) error {
	var vs []Verwerking
	for _, t := range ts {
		vs = append(vs, k.van(t)...)
	}
	if len(ts) > 0 {
		if err := k.h.bevestigd(ctx, ts[0].Gemeente, vs); err != nil {
			return err
		}
	}
	return k.Kelder.ToevoegenVeel(ctx, ts)
}

// Vernietig schrijft eerst de verwerking op.
func (k *verantwoordeKelder) Vernietig(ctx context.Context, g begrip.Gemeente, nummer string, v store.Vernietiging) error {
	if err := k.h.verantwoord(ctx, g, AuditVernietigd, []string{nummer}); err != nil {
		return err
	}
	return k.Kelder.Vernietig(ctx, g, nummer, v)
}

// VernietigLangeSet schrijft eerst de verwerking op.
func (k *verantwoordeKelder) VernietigLangeSet(ctx context.Context, g begrip.Gemeente, nummer string, v store.Vernietiging) error {
	if err := k.h.verantwoord(ctx, g, AuditLangVernietigd, []string{nummer}); err != nil {
		return err
	}
	return k.Kelder.VernietigLangeSet(ctx, g, nummer, v)
}

// BewaarStuk schrijft eerst de verwerkingen op van een stuk dat over iemand gaat.
func (k *verantwoordeKelder) BewaarStuk(ctx context.Context, g begrip.Gemeente, s store.Stuk) error {
	if err := k.h.bevestigd(ctx, g, k.uitAudit(s.Audit)); err != nil {
		return err
	}
	return k.Kelder.BewaarStuk(ctx, g, s)
}

// WisStuk schrijft eerst de verwerkingen op van een stuk dat over iemand gaat.
func (k *verantwoordeKelder) WisStuk(ctx context.Context, g begrip.Gemeente, soort, sleutel string, versie int, audit []store.Auditregel) error {
	if err := k.h.bevestigd(ctx, g, k.uitAudit(audit)); err != nil {
		return err
	}
	return k.Kelder.WisStuk(ctx, g, soort, sleutel, versie, audit)
}

// SchrijfAudit schrijft eerst de verwerkingen op waar een regel van de audit over gaat.
func (k *verantwoordeKelder) SchrijfAudit(ctx context.Context, g begrip.Gemeente, rs []store.Auditregel) error {
	if err := k.h.bevestigd(ctx, g, k.uitAudit(rs)); err != nil {
		return err
	}
	return k.Kelder.SchrijfAudit(ctx, g, rs)
}

// van geeft de verwerkingen van een toevoeging: de handelingen in haar audit, of anders
// dat zij is bijgewerkt.
func (k *verantwoordeKelder) van(t store.Toevoeging) []Verwerking {
	if vs := k.uitAudit(t.Audit); len(vs) > 0 || t.Nummer == "" {
		return vs
	}
	return []Verwerking{{Activiteit: activiteitVan(bijgewerkt), Handeling: bijgewerkt, Nummer: t.Nummer, Moment: k.h.Klok()}}
}

// uitAudit maakt van regels van de audit verwerkingen. Wie geen toegang kreeg of alleen een
// reden gaf, zag niets van iemand.
func (k *verantwoordeKelder) uitAudit(rs []store.Auditregel) []Verwerking {
	var vs []Verwerking
	for _, r := range rs {
		if r.Nummer == "" || r.Handeling == AuditGeweigerd || r.Handeling == AuditReden {
			continue
		}
		vs = append(vs, Verwerking{Activiteit: activiteitVan(r.Handeling), Handeling: r.Handeling, Nummer: r.Nummer, Moment: k.h.Klok()})
	}
	return vs
}

// nummersVan geeft de dossiers op een bladzijde.
func nummersVan[R any](rijen []R, nummer func(R) string) []string {
	uit := make([]string, len(rijen))
	for i, r := range rijen {
		uit[i] = nummer(r)
	}
	return uit
}
