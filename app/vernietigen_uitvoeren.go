package app

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"

	"traject/kern/begrip"
	"traject/store"
)

// WerkVernietigen is het werk om een goedgekeurd voorstel uit te voeren.
const WerkVernietigen = "vernietigen"

// leaseVernietigen is hoe lang één programma over een voorstel mag doen, in seconden.
const leaseVernietigen = 900

// VoerVernietigenUit voert goedgekeurde voorstellen uit en geeft hoeveel er weg is. Het
// werk komt uit het voorstel zelf: valt het programma uit, dan gaat het daarna verder.
func (h *Huis) VoerVernietigenUit(ctx context.Context) (int, error) {
	nu, gedaan := h.nu(), 0
	err := h.elkOpenVoorstel(ctx, h.Gemeente, func(v Voorstel) error {
		if v.Stand != Goedgekeurd {
			return nil
		}
		return h.Kelder.Plaats(ctx, h.Gemeente, []store.Uitgaand{{Sleutel: WerkVernietigen + ":" + v.ID, Soort: WerkVernietigen, Inhoud: []byte(v.ID), Vanaf: nu.seconden}})
	})
	if err != nil {
		return 0, fmt.Errorf("voorstellen zoeken die zijn goedgekeurd: %w", err)
	}
	genomen, err := h.Kelder.Neem(ctx, h.Gemeente, WerkVernietigen, nu.seconden, nu.seconden+leaseVernietigen, 1)
	if err != nil {
		return 0, fmt.Errorf("werk om te vernietigen nemen: %w", err)
	}
	for _, u := range genomen {
		n, fout := h.voerVoorstelUit(ctx, string(u.Inhoud))
		gedaan += n
		if err := h.rondAf(ctx, u, fout, "een goedgekeurd voorstel is niet helemaal uit te voeren"); err != nil {
			return gedaan, fmt.Errorf("voorstel %s uitvoeren: %w", u.Inhoud, err)
		}
	}
	return gedaan, nil
}

// voerVoorstelUit vernietigt regel voor regel wat op dat moment nog weg moet en sinds het
// voorstel niet is veranderd. Wat is overgeslagen staat met de reden op de verklaring.
func (h *Huis) voerVoorstelUit(ctx context.Context, id string) (int, error) {
	st, err := h.Kelder.LeesStuk(ctx, h.Gemeente, soortVoorstel, id)
	if err != nil {
		return 0, err
	}
	v, err := leesVoorstel(st)
	if err != nil || v.Stand != Goedgekeurd {
		return 0, err
	}
	gedaan := 0
	for i := range v.Regels {
		r := &v.Regels[i]
		switch v.Wat {
		case WegLangeSets:
			r.Overgeslagen, err = h.vernietigLang(ctx, &v, *r)
		case WegBerichten:
			r.Overgeslagen, err = h.vernietigBericht(ctx, &v, *r)
		case WegAudit:
			r.Overgeslagen, err = h.vernietigAudit(ctx, &v, *r)
		case WegDelen:
			r.Overgeslagen, r.Hoofd, err = h.vernietigDeel(ctx, &v, *r)
		default:
			r.Overgeslagen, r.Hoofd, err = h.vernietigDossier(ctx, &v, *r)
		}
		if err != nil {
			return gedaan, err
		}
		if r.Overgeslagen == "" {
			gedaan++
		}
		if err := ctx.Err(); err != nil {
			return gedaan, err
		}
	}
	v.Stand, v.Uitgevoerd = Uitgevoerd, h.nu().seconden
	if err := h.bewaarVoorstel(ctx, h.Gemeente, v); err != nil {
		return gedaan, err
	}
	return gedaan, h.wisMerk(ctx, h.Gemeente, v.ID)
}

func (h *Huis) vernietigDossier(ctx context.Context, v *Voorstel, r VoorstelRegel) (overgeslagen, hoofd string, err error) {
	l, err := h.Kelder.Lees(ctx, h.Gemeente, r.Nummer)
	if errors.Is(err, store.ErrVernietigd) {
		weg, err := h.doorDit(ctx, v, AuditVernietigd, r.Nummer)
		if !weg || err != nil {
			return "Dit dossier was al vernietigd.", "", err
		}
		hoofd, err = h.hoofd(ctx, r.Nummer)
		return "", hoofd, err
	}
	if err != nil {
		return "", "", err
	}
	nu := h.nu()
	d, b, err := h.weegDossier(l, nu.dag)
	if err != nil {
		return "", "", err
	}
	if l.Versie != r.Versie {
		return zinVeranderd, "", nil
	}
	if waarom, err := h.houdtTegen(ctx, h.Gemeente, r.Nummer, b); waarom != "" || err != nil {
		return waarom, "", err
	}
	lang, err := langeSet(d, r.Nummer, b, nu.seconden)
	if err != nil {
		return "", "", err
	}
	audit := h.auditWeg(v, AuditVernietigd, r.Nummer)
	err = h.Kelder.Vernietig(ctx, h.Gemeente, r.Nummer, store.Vernietiging{Verwacht: r.Versie, Dag: nu.dag, Moment: nu.seconden, Grond: r.Grond, Tenzij: soortAanhouding, Lang: lang, Audit: &audit})
	switch {
	case errors.Is(err, store.ErrConflict):
		return zinVeranderd, "", nil
	case errors.Is(err, store.ErrAangehouden): // sinds het wegen van zonet
		return zinAangehouden, "", nil
	case err != nil:
		return "", "", err
	}
	hoofd, err = h.hoofd(ctx, r.Nummer)
	return "", hoofd, err
}

// doorDit zegt of een eerdere poging van dit voorstel hier al kwam; anders staat het op de
// verklaring van een ander voorstel.
func (h *Huis) doorDit(ctx context.Context, v *Voorstel, handeling, nummer string) (bool, error) {
	b, err := h.Kelder.LeesAudit(ctx, store.AuditFilter{Gemeente: h.Gemeente, Handeling: handeling, Nummer: nummer, Hooguit: 1})
	return err == nil && len(b.Regels) > 0 && b.Regels[0].Over == v.ID, err
}

const zinVeranderd = "Na het voorstel kwam er iets bij in dit dossier. Stel het opnieuw voor."

func (h *Huis) hoofd(ctx context.Context, nummer string) (string, error) {
	z, err := h.Kelder.Zegel(ctx, h.Gemeente, nummer)
	return hex.EncodeToString(z.Hoofd[:]), err
}

func (h *Huis) vernietigLang(ctx context.Context, v *Voorstel, r VoorstelRegel) (overgeslagen string, err error) {
	nu := h.nu()
	l, err := h.Kelder.LeesLangeSet(ctx, h.Gemeente, r.Nummer)
	if errors.Is(err, store.ErrNietGevonden) {
		weg, err := h.doorDit(ctx, v, AuditLangVernietigd, r.Nummer)
		if !weg && err == nil {
			overgeslagen = "Deze lange set was al vernietigd."
		}
		return overgeslagen, err
	}
	if err != nil {
		return "", err
	}
	if l.Tot >= nu.dag {
		return zinTeVroeg, nil
	}
	audit := h.auditWeg(v, AuditLangVernietigd, r.Nummer)
	return "", h.Kelder.VernietigLangeSet(ctx, h.Gemeente, r.Nummer, store.Vernietiging{Dag: nu.dag, Moment: nu.seconden, Grond: r.Grond, Audit: &audit})
}

// auditWeg zegt bij elk dossier dat wegging wie dat voorstelde en wie het goedkeurde.
func (h *Huis) auditWeg(v *Voorstel, wat, nummer string) store.Auditregel {
	return h.regelVan(Wie{Gebruiker: "systeem", Rol: begrip.Systeem, Gemeente: h.Gemeente}, Auditregel{Handeling: wat, Nummer: nummer, Over: v.ID,
		Reden: "voorgesteld door " + v.Door.Gebruiker + ", goedgekeurd door " + v.Beslist.Gebruiker})
}
