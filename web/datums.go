package web

import (
	"net/url"
	"strconv"
	"strings"

	"traject/kern/begrip"
)

// leesDatumveld reads the three fields of a day. The field keeps what was typed;
// Fout names the fault and the remedy. Empty is allowed unless verplicht.
func leesDatumveld(vorm url.Values, v datumveld, verplicht bool) (begrip.Datum, datumveld) {
	v.Dag = strings.TrimSpace(vorm.Get(v.Naam + "-dag"))
	v.Maand = strings.TrimSpace(vorm.Get(v.Naam + "-maand"))
	v.Jaar = strings.TrimSpace(vorm.Get(v.Naam + "-jaar"))
	if v.Dag == "" && v.Maand == "" && v.Jaar == "" {
		if verplicht {
			v.Fout = v.Label + ": vul dag, maand en jaar in."
		}
		return 0, v
	}
	dag, dagOK := heelGetal(v.Dag)
	maand, maandOK := heelGetal(v.Maand)
	jaar, jaarOK := heelGetal(v.Jaar)
	switch {
	case !dagOK:
		v.Deel, v.Fout = "dag", v.Label+": vul bij dag een getal in, bijvoorbeeld 23."
	case !maandOK:
		v.Deel, v.Fout = "maand", v.Label+": vul bij maand een getal in, bijvoorbeeld 11."
	case maand < 1 || maand > 12:
		v.Deel, v.Fout = "maand", v.Label+": maand "+v.Maand+" bestaat niet. Vul 1 tot en met 12 in."
	case !jaarOK || jaar < 1900 || jaar > 2199:
		v.Deel, v.Fout = "jaar", v.Label+": vul het jaar in met vier cijfers, bijvoorbeeld 2026."
	case dag < 1 || dag > begrip.DagenInMaand(jaar, maand):
		v.Deel, v.Fout = "dag", v.Label+": "+begrip.Maandnaam(maand)+" "+strconv.Itoa(jaar)+" heeft geen dag "+v.Dag+
			". Vul 1 tot en met "+strconv.Itoa(begrip.DagenInMaand(jaar, maand))+" in."
	}
	if v.Fout != "" {
		return 0, v
	}
	d, err := begrip.Dag(jaar, maand, dag)
	if err != nil {
		v.Fout = v.Label + ": deze dag bestaat niet. Kijk naar dag, maand en jaar."
		return 0, v
	}
	return d, v
}

func heelGetal(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 0
}
