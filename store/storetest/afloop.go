package storetest

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"traject/kern/begrip"
	"traject/store"
)

// oud is a moment so long ago that every engine lets a line of the audit go.
const oud = int64(1_300_000_000)

var afloop = store.Vernietiging{Dag: dag, Moment: moment, Grond: "AVG art. 5 lid 1 onder e"}

func auditReden(t *testing.T, p *proef) {
	nummer := p.open(t, amina)
	met := func(m int64) store.Auditregel {
		r := auditregel("k1", "inzage", nummer, m)
		r.Reden = "vraag van mevrouw Voorbeeld zelf"
		return r
	}
	los := auditregel("k1", "lange-set", "", moment+1)
	los.Reden = "vraag zonder dossier"
	gelukt(t, p.SchrijfAudit(ctx, gemeente, []store.Auditregel{met(moment), los}))
	gelukt(t, p.Wissel(gemeente))
	reden := func() (uit []string) {
		for _, r := range p.audit(t, store.AuditFilter{Gebruiker: "k1"}) {
			if r.RedenWeg {
				r.Reden += "weg"
			}
			uit = append(uit, r.Reden)
		}
		return uit
	}
	if is := reden(); !slices.Equal(is, []string{los.Reden, met(0).Reden}) {
		t.Errorf("de redenen: %q", is)
	}
	p.weg(t, nummer, nil)
	if is := reden(); !slices.Equal(is, []string{los.Reden, "weg"}) {
		t.Errorf("na vernietigen: %q", is)
	}
	gelukt(t, p.SchrijfAudit(ctx, gemeente, []store.Auditregel{met(moment + 2)})) // what comes afterwards is about the destruction
	if is := reden(); !slices.Equal(is, []string{met(0).Reden, los.Reden, "weg"}) {
		t.Errorf("na een latere regel: %q", is)
	}
	p.auditHeel(t)
}

func auditAfloop(t *testing.T, p *proef) {
	gelukt(t, p.SchrijfAudit(ctx, gemeente, []store.Auditregel{auditregel("k1", "a", "2026-0001", oud), auditregel("k1", "b", "", oud+9), auditregel("k1", "c", "", moment),
		auditregel("k1", "d", "", oud), auditregel("k2", "e", "", oud+5), auditregel("k3", "f", "", moment)}))
	gelukt(t, p.SchrijfAudit(ctx, andere, []store.Auditregel{auditregel("k1", "a", "", oud)}))
	tel := func(voor int64, wil store.Ouderdom) {
		t.Helper()
		if is, err := p.AuditVoor(ctx, gemeente, voor); err != nil || is != wil {
			t.Errorf("voor %d: %+v %v, verwacht %+v", voor, is, err, wil)
		}
	}
	tel(oud, store.Ouderdom{})
	tel(oud+1, store.Ouderdom{Mensen: 1, Regels: 1, Oudste: oud})
	// What came after a younger line stays, however old it says it is.
	tel(oud+10, store.Ouderdom{Mensen: 2, Regels: 3, Oudste: oud})
	v := afloop
	v.Audit = &store.Auditregel{Gebruiker: "systeem", Moment: moment, Handeling: "audit-vernietigd"}
	if n, err := p.VernietigAudit(ctx, gemeente, oud+1, v); err != nil || n != 1 {
		t.Errorf("%d weg, %v", n, err)
	}
	p.auditHeel(t)
	if n, err := p.VernietigAudit(ctx, gemeente, oud+10, v); err != nil || n != 2 {
		t.Errorf("%d weg, %v", n, err)
	}
	if n, err := p.VernietigAudit(ctx, gemeente, oud+10, v); err != nil || n != 0 {
		t.Errorf("nog eens: %d weg, %v", n, err)
	}
	var handelingen []string
	for _, r := range p.audit(t, store.AuditFilter{}) {
		handelingen = append(handelingen, r.Gebruiker+" "+r.Handeling)
	}
	slices.Sort(handelingen)
	if !slices.Equal(handelingen, []string{"k1 c", "k1 d", "k3 f", "systeem audit-vernietigd", "systeem audit-vernietigd"}) {
		t.Errorf("er staat nog %v", handelingen)
	}
	gelukt(t, p.SchrijfAudit(ctx, gemeente, []store.Auditregel{auditregel("k1", "verder", "", moment+1), auditregel("k2", "verder", "", moment+1)}))
	if n := p.auditHeel(t); n != 7 {
		t.Errorf("%d regels nagelopen", n)
	}
	if is := p.audit(t, store.AuditFilter{Gebruiker: "k1", Handeling: "verder"}); len(is) != 1 || is[0].Volg != 5 {
		t.Errorf("de keten telt door: %+v", is)
	}
	if n, err := p.ControleerAudit(ctx, andere, func(b store.Bevinding) error { t.Errorf("%+v", b); return nil }); err != nil || n != 1 {
		t.Errorf("een andere gemeente: %d %v", n, err)
	}
	vs, err := p.VernietigdeDossiers(ctx, gemeente)
	if err != nil || len(vs) != 2 || vs[0].Nummer != "audit:k1" || vs[0].Verwacht != 2 || vs[1].Nummer != "audit:k2" || vs[1].Dag != dag {
		t.Errorf("de lijst: %+v %v", vs, err)
	}
}

func berichtAfloop(t *testing.T, p *proef) {
	nummer := p.open(t, amina)
	los := store.Bericht{ID: "duo 1~a", Bron: "duo", Code: "SS139", Moment: moment, Inhoud: []byte("iets over Amina")}
	later := store.Bericht{ID: "duo 2", Moment: moment + 5, Inhoud: []byte("later")}
	gelukt(t, p.BewaarBericht(ctx, gemeente, los))
	gelukt(t, p.BewaarBericht(ctx, gemeente, later))
	gelukt(t, p.BewaarBericht(ctx, gemeente, store.Bericht{ID: "gekoppeld", Moment: moment, Inhoud: []byte("x")}))
	gelukt(t, p.KoppelBericht(ctx, gemeente, "gekoppeld", nummer))
	voor := func(m int64) (uit []string) {
		b, err := p.Berichten(ctx, store.BerichtFilter{Gemeente: gemeente, ZonderDossier: true, Voor: m})
		gelukt(t, err)
		for _, x := range b.Berichten {
			uit = append(uit, x.ID)
		}
		return uit
	}
	for m, wil := range map[int64][]string{moment: nil, moment + 1: {los.ID}, moment + 6: {later.ID, los.ID}} {
		if is := voor(m); !slices.Equal(is, wil) {
			t.Errorf("voor %d: %v", m, is)
		}
	}
	v := afloop
	v.Audit = &store.Auditregel{Gebruiker: "systeem", Moment: moment, Handeling: "bericht-vernietigd"}
	for _, id := range []string{"er-niet", "gekoppeld"} {
		if err := p.VernietigBericht(ctx, gemeente, id, v); !errors.Is(err, store.ErrNietGevonden) {
			t.Errorf("%s: %v", id, err)
		}
	}
	gelukt(t, p.VernietigBericht(ctx, gemeente, los.ID, v))
	if err := p.VernietigBericht(ctx, gemeente, los.ID, v); !errors.Is(err, store.ErrNietGevonden) {
		t.Errorf("nog eens: %v", err)
	}
	if b, err := p.ZoekBericht(ctx, gemeente, los.ID); err != nil || len(b.Inhoud) != 0 || b.Weg != dag || b.Weggrond != afloop.Grond {
		t.Errorf("wat er nog staat: %+v %v", b, err)
	}
	if err := p.KoppelBericht(ctx, gemeente, los.ID, nummer); !errors.Is(err, store.ErrVernietigd) {
		t.Errorf("koppelen wat weg is: %v", err)
	}
	var b *store.BerichtBestaat
	if err := p.BewaarBericht(ctx, gemeente, los); !errors.As(err, &b) || !b.Zelfde {
		t.Errorf("hetzelfde bericht opnieuw: %v", err)
	}
	if is := voor(moment + 6); !slices.Equal(is, []string{later.ID}) {
		t.Errorf("er wacht nog %v", is)
	}
	if vs, err := p.VernietigdeDossiers(ctx, gemeente); err != nil || len(vs) != 1 || vs[0].Nummer != "bericht:duo+1~a" || strings.Contains(vs[0].Nummer, " ") {
		t.Errorf("de lijst: %+v %v", vs, err)
	}
	p.auditHeel(t)
}

func archiefAfloop(t *testing.T, p *proef) {
	gelukt(t, p.BewaarBericht(ctx, gemeente, store.Bericht{ID: "duo 1", Moment: moment, Inhoud: []byte("x")}))
	gelukt(t, p.SchrijfAudit(ctx, gemeente, []store.Auditregel{auditregel("k 1", "a", "", oud), auditregel("k 1", "b", "", moment), auditregel("k2", "c", "", oud)}))
	kopie, _ := bewaar(t, p)
	gelukt(t, p.VernietigBericht(ctx, gemeente, "duo 1", afloop))
	_, err := p.VernietigAudit(ctx, gemeente, oud+1, afloop)
	gelukt(t, err)
	o := opdracht(t)
	o.Vernietigd, err = p.VernietigdeDossiers(ctx, gemeente)
	gelukt(t, err)
	keur := func(wat string, k *proef) {
		t.Helper()
		if b, err := k.ZoekBericht(ctx, gemeente, "duo 1"); err != nil || len(b.Inhoud) != 0 || b.Weg != dag {
			t.Errorf("%s: het bericht kwam terug: %+v %v", wat, b, err)
		}
		if rs := k.audit(t, store.AuditFilter{}); len(rs) != 1 || rs[0].Handeling != "b" {
			t.Errorf("%s: auditregels kwamen terug: %+v", wat, rs)
		}
		k.auditHeel(t)
		if vs, err := k.VernietigdeDossiers(ctx, gemeente); err != nil || !slices.Equal(vs, o.Vernietigd) {
			t.Errorf("%s: de lijst is %+v, niet %+v; %v", wat, vs, o.Vernietigd, err)
		}
	}
	met := p.leeg(t)
	zet(t, met, kopie, o)
	keur("uit een oude kopie", met)
	gelukt(t, met.SchrijfAudit(ctx, gemeente, []store.Auditregel{auditregel("k2", "verder", "", moment)}))
	met.auditHeel(t)
	opnieuw, _ := bewaar(t, p)
	nogEens := p.leeg(t)
	zet(t, nogEens, opnieuw, opdracht(t))
	keur("uit een nieuwe kopie", nogEens)
	// In the list someone wrote that younger lines went too.
	o.Vernietigd = slices.Clone(o.Vernietigd)
	for i := range o.Vernietigd {
		if o.Vernietigd[i].Verwacht == 1 {
			o.Vernietigd[i].Verwacht = 99
		}
	}
	var fout *store.Archieffout
	if _, err := p.leeg(t).Kelder.(store.Archief).Herstel(ctx, bytes.NewReader(kopie), o); !errors.As(err, &fout) {
		t.Errorf("een lijst die jonge auditregels noemt gaf %v", err)
	}
}

// AuditBlijft tries what only VernietigAudit may do, in the database itself.
func AuditBlijft(t *testing.T, k store.Kelder, doe func(opdracht string) error) {
	t.Helper()
	p := &proef{Opstelling{Kelder: k}}
	gelukt(t, p.SchrijfAudit(ctx, gemeente, []store.Auditregel{auditregel("k1", "a", "", oud), auditregel("k1", "b", "", begripNu), auditregel("k1", "c", "", begripNu)}))
	for _, opdracht := range []string{
		"DELETE FROM audit WHERE volg = 1",
		"UPDATE audit SET handeling = 'x' WHERE volg = 1",
		"INSERT INTO auditslot (gemeente, gebruiker, volg, hoofd, moment, dag, grond) SELECT gemeente, gebruiker, 1, hoofd, 0, '2026-01-01', 'x' FROM audithoofd WHERE gebruiker = 'k1'",
	} {
		if err := doe(opdracht); err == nil {
			t.Errorf("dit ging: %s", opdracht)
		}
	}
	_, err := p.VernietigAudit(ctx, gemeente, oud+1, afloop)
	gelukt(t, err)
	// A true closing head further on does not let go what is younger than five years.
	gelukt(t, doe("UPDATE auditslot SET volg = 2, hoofd = (SELECT a.vorige FROM audit a WHERE a.gebruiker = 'k1' AND a.volg = 3)"))
	for _, opdracht := range []string{"DELETE FROM audit WHERE volg = 2", "DELETE FROM auditslot", "UPDATE auditslot SET volg = 1"} {
		if err := doe(opdracht); err == nil {
			t.Errorf("dit ging: %s", opdracht)
		}
	}
}

// begripNu is a moment that every engine finds recent.
var begripNu = int64(begrip.MoetDag("2100-01-01")) * 86400
