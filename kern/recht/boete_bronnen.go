package recht

import "traject/kern/begrip"

// De bepalingen waarop een boete rust of waarop zij afstuit, voor zover er geen waarde bij
// hoort. Vaste plaatsen in het geheugen: een uitleg wijst ernaar en kopieert ze niet.
var (
	bronWi14     = &begrip.Vindplaats{Regeling: "Wi2021", Artikel: "14", Lid: "1"}
	bronWi152    = &begrip.Vindplaats{Regeling: "Wi2021", Artikel: "15", Lid: "2"}
	bronWi22     = &begrip.Vindplaats{Regeling: "Wi2021", Artikel: "22"}
	bronWi23     = &begrip.Vindplaats{Regeling: "Wi2021", Artikel: "23"}
	bronWi27     = &begrip.Vindplaats{Regeling: "Wi2021", Artikel: "27"}
	bronPW18     = &begrip.Vindplaats{Regeling: "Participatiewet", Artikel: "18"}
	bronAwb510a  = &begrip.Vindplaats{Regeling: "Awb", Artikel: "5:10a"}
	bronAwb541   = &begrip.Vindplaats{Regeling: "Awb", Artikel: "5:41"}
	bronAwb542   = &begrip.Vindplaats{Regeling: "Awb", Artikel: "5:42"}
	bronAwb543   = &begrip.Vindplaats{Regeling: "Awb", Artikel: "5:43"}
	bronAwb550   = &begrip.Vindplaats{Regeling: "Awb", Artikel: "5:50", Lid: "2"}
	bronAwb553   = &begrip.Vindplaats{Regeling: "Awb", Artikel: "5:53"}
	bronAwb103   = &begrip.Vindplaats{Regeling: "Awb", Artikel: "10:3", Lid: "4"}
	bronKeren    = &begrip.Vindplaats{Regeling: "HvJ EU 4 februari 2025, C-158/23"}
	bronWi200737 = &begrip.Vindplaats{Regeling: "Wi2007", Artikel: "37"}
	bronWi200735 = &begrip.Vindplaats{Regeling: "Wi2007", Artikel: "35"}
	bronWi200723 = &begrip.Vindplaats{Regeling: "Wi2007", Artikel: "23", Lid: "2"}
	bronWi2007a  = &begrip.Vindplaats{Regeling: "Wi2007", Artikel: "34", Onderdeel: "a"}
	bronWi2007b  = &begrip.Vindplaats{Regeling: "Wi2007", Artikel: "34", Onderdeel: "b"}
	bronWi2007c  = &begrip.Vindplaats{Regeling: "Wi2007", Artikel: "34", Onderdeel: "c"}
	bronWi2007d  = &begrip.Vindplaats{Regeling: "Wi2007", Artikel: "34", Onderdeel: "d"}
)
