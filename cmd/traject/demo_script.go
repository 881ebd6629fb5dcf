package main

import (
	"context"
	"log/slog"
	"strconv"
	"time"

	"traject/demo"
	"traject/kern/begrip"
	"traject/keten/duo/nagebootst"
)

// The rhythm of the signals in the demo: the first comes when a visitor has had time to
// look around, and then one now and then.
const (
	scriptFirst = time.Minute
	scriptEvery = 45 * time.Second
)

// scene is one signal of the script, and for whom it makes sense.
type scene struct {
	code string
	for_ func(p nagebootst.Persoon, today begrip.Datum) bool // nil is somebody who is new here
}

func planned(p nagebootst.Persoon, _ begrip.Datum) bool { return p.Plicht.Geldt && p.Termijn != nil }

func unplanned(p nagebootst.Persoon, _ begrip.Datum) bool {
	return p.Plicht.Geldt && p.PIP == nil && p.Plicht.Kennisgeving != 0
}

func untested(p nagebootst.Persoon, today begrip.Datum) bool {
	return unplanned(p, today) && len(p.Toetsen) == 0
}

// late: far enough to take exams.
func late(p nagebootst.Persoon, today begrip.Datum) bool {
	return planned(p, today) && p.Termijn.Start.PlusMaanden(18) < today && p.PIP.Leerroute != "Z" && len(p.Examens) > 0 && len(p.Examens) < 4
}

func asylum(p nagebootst.Persoon, today begrip.Datum) bool {
	return planned(p, today) && p.Doelgroep.Indeling == nagebootst.Asielstatushouder
}

// withoutOffer: a plan of the last months, and nobody offered lessons yet.
func withoutOffer(p nagebootst.Persoon, today begrip.Datum) bool {
	return asylum(p, today) && len(p.Aanbod) == 0 && p.Termijn.Start.PlusMaanden(6) > today
}

// overdue: the ten weeks for the plan are over.
func overdue(p nagebootst.Persoon, today begrip.Datum) bool {
	return unplanned(p, today) && max(p.Plicht.Kennisgeving, p.Vestiging).PlusWeken(10) < today
}

// script is what happens in the demo, in this order. Nobody occurs twice.
var script = []scene{
	{"SS139", nil},
	{"SS131", untested},
	{"SS199", late},
	{"SS127C", withoutOffer},
	{"SS112", planned},
	{"SS137", untested},
	{"SS142", planned},
	{"SS104", planned},
	{"SS125", func(p nagebootst.Persoon, today begrip.Datum) bool {
		return planned(p, today) && p.Doelgroep.Indeling == nagebootst.Gezinsmigrant
	}},
	{"SS132", unplanned},
	{"SS120", nil},
	{"SS117", late},
	{"SS140", planned},
	{"SS133", func(p nagebootst.Persoon, today begrip.Datum) bool {
		return planned(p, today) && p.PIP.Leerroute == "B"
	}},
	{"SS199", late},
	{"SS119", planned},
	{"SS113", planned},
	{"SS126", overdue},
	{"SS118", planned},
	{"SS122", asylum},
	{"SS114", planned},
	{"SS135", func(p nagebootst.Persoon, today begrip.Datum) bool {
		return planned(p, today) && p.PIP.Leerroute == "Z"
	}},
}

// scriptReach is how many dossiers the script looks at for people.
const scriptReach = 1000

// play lets things happen until ctx ends. A signal that cannot be brought now stays
// waiting and is tried with the next one; the demo itself never stops for it.
func (f *fakeDUO) play(ctx context.Context, log *slog.Logger, first, every time.Duration) {
	if !pause(ctx, first) {
		return
	}
	cast, err := f.casting(ctx)
	if err != nil {
		log.WarnContext(ctx, "demo without signals", "err", err.Error())
		return
	}
	for _, part := range cast {
		if _, err := f.Verander(part.bsn, part.code, f.today()); err != nil {
			log.WarnContext(ctx, "signal of the demo skipped", "code", part.code, "err", err.Error())
		}
		if err := f.BezorgWachtend(ctx, nagebootst.Wanorde{}); err != nil && ctx.Err() == nil {
			log.WarnContext(ctx, "signal of the demo waits", "code", part.code, "err", err.Error())
		}
		if !pause(ctx, every) {
			return
		}
	}
	f.deliverRest(ctx, log, every)
}

// deliverRest brings what visitors cause themselves, such as the start of a term after
// they reported a plan.
func (f *fakeDUO) deliverRest(ctx context.Context, log *slog.Logger, every time.Duration) {
	for pause(ctx, every) {
		if err := f.BezorgWachtend(ctx, nagebootst.Wanorde{}); err != nil && ctx.Err() == nil {
			log.WarnContext(ctx, "signal of the demo waits", "err", err.Error())
		}
	}
}

func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// role is one signal with the person it is about.
type role struct{ bsn, code string }

// casting gives each scene somebody it fits, in the order of the script.
func (f *fakeDUO) casting(ctx context.Context) ([]role, error) {
	cast := make([]role, len(script))
	open := 0
	for i, s := range script {
		cast[i].code = s.code
		if s.for_ != nil {
			open++
		}
	}
	today := f.today()
	err := f.people(ctx, scriptReach, func(p nagebootst.Persoon) bool {
		for i, s := range script {
			if s.for_ != nil && cast[i].bsn == "" && s.for_(p, today) {
				cast[i].bsn = p.BSN
				open--
				break
			}
		}
		return open > 0
	})
	if err != nil {
		return nil, err
	}
	if err := f.newcomers(ctx, cast); err != nil {
		return nil, err
	}
	filled := cast[:0]
	for _, r := range cast {
		if r.bsn != "" {
			filled = append(filled, r)
		}
	}
	return filled, nil
}

// lastTestBSN is the end of the series that is set apart for tests; a demo takes its
// people from the front.
const lastTestBSN, newcomerReach = 999999999, 2000

// newcomers gives the scenes without a person a BSN that no dossier has. A demo so large
// that none is free has no newcomers.
func (f *fakeDUO) newcomers(ctx context.Context, cast []role) error {
	n := lastTestBSN
	for i, s := range script {
		for ; s.for_ == nil && cast[i].bsn == "" && n > lastTestBSN-newcomerReach; n-- {
			bsn, err := begrip.LeesBSN(strconv.Itoa(n))
			if err != nil {
				continue
			}
			found, err := f.cellar.ZoekBSN(ctx, demo.Gemeente, bsn)
			if err != nil {
				return err
			}
			if len(found) > 0 {
				continue
			}
			cast[i].bsn = bsn.Cijfers()
			f.NeemOp(nagebootst.Persoon{BSN: bsn.Cijfers(), VNummer: int64(n), Gemeente: string(demo.Gemeente), Vestiging: f.today().Plus(-20),
				Plicht:    nagebootst.Plicht{Geldt: true, Begin: f.today().Plus(-10)},
				Doelgroep: nagebootst.Doelgroep{Indeling: nagebootst.Asielstatushouder, Detail: "Asielstatushouder", Begin: f.today().Plus(-10)}})
		}
	}
	return nil
}
