/// The file around the pages: packages, what a page looks like, the commands that the pages use.
extension PaperPages {
    /// The whole file.
    var latex: String {
        """
        \\documentclass[11pt,\(options.paper.rawValue)paper]{\(isExam ? "exam" : "article")}

        \\usepackage[T1]{fontenc}
        \\usepackage[utf8]{inputenc}
        \\usepackage{lmodern,textcomp}
        \\usepackage[margin=25mm]{geometry}
        \\usepackage{microtype}
        \\usepackage{array,longtable}
        \(isExam ? Self.noSolutions : "")
        \(pieces.preamble(title: options.title))
        % Pages are counted anew in every variant.
        \\hypersetup{pageanchor=false}

        \\setlength{\\parindent}{0pt}
        \\setlength{\\parskip}{6pt plus 2pt minus 1pt}
        \\raggedbottom
        \\setlength{\\emergencystretch}{2em}
        \\renewcommand{\\arraystretch}{1.2}

        \(Self.variants)
        \(isExam ? Self.examFoot : Self.plainFoot)

        \(Self.answers)
        \(kind == .scheme ? Self.schemes : "")
        \\begin{document}
        \(body)
        \\end{document}

        """
    }

    /// The class has an environment `solution` of its own, which puts long derivations in a box.
    private static let noSolutions = "\\let\\solution\\relax\n\\let\\endsolution\\relax"

    private static let variants = """
        % What the foot of each page says: set anew by every variant.
        \\newcommand{\\formid}{}
        \\newcommand{\\pagecount}{}
        \\newcommand{\\startvariant}[2]{\\clearpage\\setcounter{page}{1}\\renewcommand{\\formid}{#1}%
          \\renewcommand{\\pagecount}{Page \\thepage\\ of \\pageref{#2}}}
        \\newcommand{\\finishvariant}[1]{\\label{#1}\\clearpage}
        % An empty page where a variant has an odd number of them, so that the next one begins on a new sheet.
        \\newcommand{\\tooddpage}{\\ifodd\\value{page}\\else
          \\renewcommand{\\pagecount}{For notes}\\mbox{}\\clearpage\\fi}
        % Values to tick: a box, a letter, the value; tall ones keep apart.
        \\newcommand{\\choice}[3]{\\mbox{\\fbox{\\makebox[2.5mm]{\\rule{0pt}{2.3mm}#1}}~#2\\hspace{0.4em}#3}\\hspace{1.1em plus 1em}}
        \\newenvironment{choicelines}{\\par\\raggedright\\lineskiplimit=6pt\\lineskip=9pt}{\\par\\bigskip}
        % A heading keeps room for what follows.
        \\newcommand{\\needroom}[1]{\\par\\begingroup\\dimen0=\\pagegoal\\advance\\dimen0 by -\\pagetotal
          \\ifdim\\dimen0<#1\\relax\\ifdim\\pagetotal>0.25\\textheight\\vfil\\break\\fi\\fi\\endgroup}
        \\newcommand{\\headingroom}[1]{\\needroom{40mm}\\addvspace{#1}}
        """

    private static let examFoot = """
        \\pagestyle{headandfoot}
        \\lfoot{\\footnotesize\\texttt{\\formid}}
        \\cfoot{}
        \\rfoot{\\footnotesize\\pagecount}
        % Headings carry the author's own numbers and stand at the margin; the marks stand at the right.
        \\renewcommand{\\questionlabel}{}
        \\renewcommand{\\partlabel}{}
        \\renewcommand{\\questionshook}{\\setlength{\\leftmargin}{0pt}\\setlength{\\labelwidth}{0pt}}
        \\renewcommand{\\partshook}{\\setlength{\\leftmargin}{0pt}\\setlength{\\labelwidth}{0pt}}
        \\pointpoints{mark}{marks}
        \\marginpointname{ \\points}
        \\pointformat{\\normalfont\\small(\\thepoints)}
        \\pointsdroppedatright
        \\setlength{\\rightpointsmargin}{25mm}
        """

    private static let plainFoot = """
        \\newcommand{\\footline}{\\footnotesize\\texttt{\\formid}\\hfill\\pagecount}
        \\makeatletter
        \\renewcommand{\\ps@plain}{\\let\\@mkboth\\@gobbletwo\\def\\@oddhead{}\\def\\@evenhead{}%
          \\def\\@oddfoot{\\footline}\\def\\@evenfoot{\\footline}}
        \\renewcommand{\\section}{\\@startsection{section}{1}{0pt}{0pt}{4pt}{\\normalsize\\bfseries}}
        \\renewcommand{\\subsection}{\\@startsection{subsection}{2}{0pt}{0pt}{4pt}{\\normalsize\\bfseries}}
        \\makeatother
        \\pagestyle{plain}
        """

    private static let answers = """
        % Entries to fill in, lines to write on, room for the working.
        \\newcommand{\\entrybox}{\\rule[-3.5mm]{0pt}{10mm}\\rule{\\entrywidth}{0pt}}
        \\newcommand{\\entrywidth}{17mm}
        \\newcommand{\\writingline}{\\par\\vspace{7.5mm}{\\color{black!45}\\hrule height 0.3pt}}
        \\newcommand{\\workingspace}[1]{\\par\\vspace*{#1\\baselineskip}}
        \\newcommand{\\fieldmarks}[1]{\\hfill{\\normalfont\\small(#1)}}
        """

    private static let schemes = """
        % A matrix in a table keeps its distance from the rows above and below.
        \\newcommand{\\padded}[1]{\\raisebox{0pt}[\\dimexpr\\height+4pt\\relax][\\dimexpr\\depth+4pt\\relax]{#1}}
        \\newcommand{\\schemelegend}{{\\footnotesize\\raggedright
          \\textbf{M} method: the step is right, whatever its numbers.
          \\textbf{A} accuracy: the value is right and comes from a right method; without working it earns the M marks too.
          \\textbf{B} a value or an explanation that stands on its own.
          \\textbf{ft} follows through: a value that is right for the candidate's own earlier answer earns the marks.\\par}}
        """
}
